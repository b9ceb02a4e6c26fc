// What caused an entry of the identity log: a run of resolution d.
MATCH (d:ResolutionRun {id: $delivery})
