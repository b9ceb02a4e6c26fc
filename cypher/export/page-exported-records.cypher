// A page of the records that a dataset states today, with their mentions as lists and the entities that these refer to. Of an entity
// that nothing else ever referred to, its values are the mention's.
// @read
// @unguarded e: a guarded mention refers to it
// @param dataset: string
// @param after: string
// @param limit: bigint
// @column id: RecordId # id
// @column key: string # id
// @column inScope: boolean # scope
// @column mentions: readonly (readonly [MentionId, string, string, EntityId | null, boolean, DeliveryId, string, number, number, string, number])[] # value
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > $after AND r.endedBy IS NULL AND {{record(r)}}
WITH r ORDER BY r.dataset, r.id LIMIT $limit
CALL (r) {
  MATCH (r)-[:MENTIONS]->(m:Mention)
  WHERE m.endedBy IS NULL AND {{mention(m)}}
  OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
  WHERE x.endedBy IS NULL
  WITH m, e ORDER BY m.role, m.itemKey
  RETURN collect([m.id, m.role, m.itemKey, e.id, COUNT { (e)<-[:REFERS_TO]-() } = 1, m.delivery, m.attributes,
                  m.validFrom.epochMillis, m.validTo.epochMillis, m.precision, m.recordedFrom.epochMillis]) AS mentions
}
RETURN r.id AS id, r.key AS key, {{recordInScope(r)}} AS inScope, mentions
ORDER BY id
