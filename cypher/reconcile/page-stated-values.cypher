// A page of the records that stand today, in order of their ids, with where they are and what their mentions state, where those are, and
// the entities that they refer to.
// @read
// @system values are counted over everything; only counts and ids leave
// @param after: string
// @param limit: bigint
// @column id: RecordId
// @column dataset: string
// @column longitude: number | null
// @column latitude: number | null
// @column mentions: readonly { readonly id: MentionId; readonly attributes: string; readonly entity: EntityId | null; readonly longitude: number | null; readonly latitude: number | null }[]
MATCH (r:Record)
WHERE r.id > $after AND r.endedBy IS NULL
WITH r ORDER BY r.id LIMIT $limit
WITH r, coalesce(r.point, r.barredPoint) AS place
RETURN r.id AS id, r.dataset AS dataset, place.x AS longitude, place.y AS latitude, COLLECT {
  MATCH (r)-[:MENTIONS]->(m:Mention)
  WHERE m.endedBy IS NULL
  OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
  WHERE x.endedBy IS NULL
  RETURN {id: m.id, attributes: m.attributes, entity: e.id, longitude: m.point.x, latitude: m.point.y}
} AS mentions
ORDER BY id
