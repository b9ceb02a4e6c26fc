// Some of the mentions that are still known by identifiers.
// @read
// @system identity is decided from everything
// @param keys: readonly string[]
// @param limit: bigint
// @column key: string
// @column attributes: readonly string[]
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
RETURN i.key AS key,
       COLLECT { MATCH (i)<-[:IDENTIFIED_BY]-(m:Mention) RETURN m.attributes ORDER BY m.id LIMIT $limit } AS attributes
