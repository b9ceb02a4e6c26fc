// What caused an entry of the identity log: a person's judgement d.
// @system the entry is written by the one write path, for no caller
MATCH (d:Judgement {id: $delivery})
