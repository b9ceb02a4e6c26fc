// What departments say of some entities, and of those that some mentions refer to, with what was found when they were last
// compared. Entities that one department alone speaks of, and of which nothing was found, are left out.
// @read
// @system upkeep of discrepancies
// @param entities: readonly string[]
// @param mentions: readonly string[]
// @param limit: bigint
// @column entity: EntityId
// @column kind: string
// @column compared: readonly string[]
// @column mentions: readonly { readonly id: MentionId; readonly dataset: string; readonly attributes: string; readonly from: number; readonly to: number; readonly longitude: number | null; readonly latitude: number | null }[]
CALL () {
  UNWIND $entities AS entity
  MATCH (e:Entity {id: entity})
  RETURN e
  UNION
  UNWIND $mentions AS mention
  MATCH (:Mention {id: mention})-[x:REFERS_TO]->(e:Entity)
  WHERE x.endedBy IS NULL
  RETURN e
}
WITH e, COLLECT { MATCH (e)<-[x:REFERS_TO]-(m:Mention) WHERE x.endedBy IS NULL RETURN m ORDER BY m.id LIMIT $limit } AS mentions
WITH e, mentions, any(m IN mentions WHERE split(m.dataset, '/')[0] <> split(mentions[0].dataset, '/')[0]) AS isShared
WHERE isShared OR size(e.compared) > 0
RETURN e.id AS entity, e.kind AS kind, coalesce(e.compared, []) AS compared,
       CASE WHEN isShared THEN [m IN mentions | {
         id: m.id, dataset: m.dataset, attributes: m.attributes, from: m.validFrom.epochMillis, to: m.validTo.epochMillis,
         longitude: m.point.longitude, latitude: m.point.latitude
       }] ELSE [] END AS mentions
