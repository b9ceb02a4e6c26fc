// Marks entities whose part in what datasets share has to be counted anew.
// @write
// @param ids: readonly string[]
UNWIND $ids AS id
MATCH (e:Entity {id: id})
SET e.crossingDue = true
