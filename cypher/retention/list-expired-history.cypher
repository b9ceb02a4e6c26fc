// Records of a dataset with superseded statements whose time is over.
// @read
// @system what is kept too long is erased for the product
// @param dataset: string
// @param after: string
// @param before: DateTime
// @param limit: bigint
// @column id: RecordId
// @slot recordVersion: expired-record-version
// @slot mentionVersion: expired-mention-version
// @slot mention: expired-mention
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > $after
      AND (EXISTS { MATCH (r)-[:WAS]->(v:RecordVersion) WHERE {{recordVersion}} }
           OR EXISTS { MATCH (r)-[:MENTIONS]->(m:Mention)-[:WAS]->(v:MentionVersion) WHERE {{mentionVersion}} }
           OR EXISTS { MATCH (r)-[:MENTIONS]->(m:Mention) WHERE {{mention}} })
RETURN r.id AS id
ORDER BY r.dataset, r.id
LIMIT $limit
