// A page of the records that a dataset states today, with their mentions and the entities that these refer to.
// @read
// @unguarded e: a guarded mention refers to it
// @param dataset: string
// @param after: string
// @param limit: bigint
// @column id: RecordId # id
// @column key: string # id
// @column inScope: boolean # scope
// @column mentions: readonly { readonly id: MentionId; readonly role: string; readonly itemKey: string; readonly entity: EntityId | null }[] # id
// @column attributes: readonly string[] # value
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > $after AND r.endedBy IS NULL AND {{record(r)}}
WITH r ORDER BY r.dataset, r.id LIMIT $limit
CALL (r) {
  MATCH (r)-[:MENTIONS]->(m:Mention)
  WHERE m.endedBy IS NULL AND {{mention(m)}}
  OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
  WHERE x.endedBy IS NULL
  WITH m, e ORDER BY m.role, m.itemKey
  RETURN collect({id: m.id, role: m.role, itemKey: m.itemKey, entity: e.id}) AS mentions, collect(m.attributes) AS attributes
}
RETURN r.id AS id, r.key AS key, {{recordInScope(r)}} AS inScope, mentions, attributes
ORDER BY id
