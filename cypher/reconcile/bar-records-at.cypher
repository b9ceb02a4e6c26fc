// Sets aside where records are said to be that is nobody's place: nothing finds them there any more, and events are compared without it. What
// their sources wrote stays.
// @write
// @param points: readonly Point[]
// @param limit: bigint
// @param at: DateTime
// @column records: number
// @column entities: readonly EntityId[]
// @allow Eager: what is looked for goes; at most 10,000 records
UNWIND $points AS place
MATCH (r:Record)
WHERE point.withinBBox(r.point, place, place)
WITH r LIMIT $limit
SET r.barredPoint = r.point, r.barredCell = r.cell, r.barredMoment = r.momentCell, r.barredSpan = r.spanCell
SET r.point = NULL, r.cell = NULL, r.momentCell = NULL, r.spanCell = NULL, r.pointFlags = ['placeholder']
WITH collect(r) AS records
CALL (records) {
  UNWIND records AS r
  MATCH (r)-[:MENTIONS]->(m:Mention)
  WHERE r.eventDataset IS NOT NULL AND m.kind = 'Event' AND m.endedBy IS NULL
  SET m.occasionDue = $at
}
RETURN size(records) AS records, COLLECT {
  UNWIND records AS r
  MATCH (r)-[:MENTIONS]->(:Mention)-[x:REFERS_TO]->(e:Entity)
  WHERE x.endedBy IS NULL
  RETURN DISTINCT e.id
} AS entities
