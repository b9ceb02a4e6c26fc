// Takes up again where records are said to be that turned out to be somebody's place after all; events are compared with it.
// @write
// @param points: readonly Point[]
// @param limit: bigint
// @param at: DateTime
// @column records: number
// @column entities: readonly EntityId[]
// @allow Eager: what is looked for goes; at most 10,000 records
UNWIND $points AS place
MATCH (r:Record)
WHERE point.withinBBox(r.barredPoint, place, place)
WITH r LIMIT $limit
SET r.point = r.barredPoint, r.cell = r.barredCell, r.momentCell = r.barredMoment, r.spanCell = r.barredSpan
SET r.barredPoint = NULL, r.barredCell = NULL, r.barredMoment = NULL, r.barredSpan = NULL, r.pointFlags = NULL
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
