// What the mentions that decisions about values go with say and said, as far as it still stands in the store.
// @read
// @system what is kept too long is erased for the product
// @param ids: readonly string[]
// @column id: string
// @column key: string
// @column attributes: readonly string[]
UNWIND $ids AS id
MATCH (d:KnownProblem|Confirmation {id: id})
RETURN id, d.key AS key, COLLECT {
  MATCH (d)-[:ABOUT|RETURNED]->(m:Mention)
  CALL (m) {
    WITH m AS s
    RETURN s
    UNION ALL
    MATCH (m)-[:WAS]->(s:MentionVersion)
    RETURN s
  }
  RETURN DISTINCT s.attributes
} AS attributes
