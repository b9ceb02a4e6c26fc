// What the rows of some corrections are sealed with.
// @read
// @system rows that may be known are sealed
// @param ids: readonly string[]
// @column id: string
// @column salt: string
UNWIND $ids AS id
MATCH (k:Correction {id: id})
RETURN k.id AS id, k.salt AS salt
