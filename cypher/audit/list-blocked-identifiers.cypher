// Which of some identifiers stand for too many really different names to prove who anybody is.
// @read
// @system only those read it who may, and that is asked where it is handed out
// @param keys: readonly string[]
// @column key: string
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
WHERE i.blocked
RETURN i.key AS key
