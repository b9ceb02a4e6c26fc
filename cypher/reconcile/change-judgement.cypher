// Changes what became of a judgement.
// @write
// @param id: string
// @param properties: Properties
MATCH (j:Judgement {id: $id})
SET j += $properties
