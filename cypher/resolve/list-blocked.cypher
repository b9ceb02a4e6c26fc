// Identifiers that stand for too many different names to hold anything together.
// @read
// @column key: string
MATCH (i:Identifier)
WHERE i.key > '' AND i.blocked
RETURN i.key AS key
