// Identifiers that stand for too many different names to hold anything together.
// @read
// @system identity is decided from everything
// @column key: string
MATCH (i:Identifier)
WHERE i.key > '' AND i.blocked
RETURN i.key AS key
