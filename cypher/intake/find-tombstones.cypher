// Which of some keyed hashes of rows stand for rows that were erased.
// @read
// @system intake compares with what is there; the operator sees counts
// @param ids: readonly string[]
// @column id: string
UNWIND $ids AS id
MATCH (t:Tombstone {id: id})
RETURN t.id AS id
