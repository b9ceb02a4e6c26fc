// What caused an entry of the identity log: a value that was found to be nobody's, d.
// @system the entry is written by the one write path, for no caller
MATCH (d:KnownProblem {id: $delivery})
