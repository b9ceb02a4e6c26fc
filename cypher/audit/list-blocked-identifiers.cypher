// Which of some identifiers stand for too many really different names to prove who anybody is.
// @read
// @param keys: readonly string[]
// @column key: string
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
WHERE i.blocked
RETURN i.key AS key
