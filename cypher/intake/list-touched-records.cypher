// Records that a delivery wrote or ended and that still stand so, with what was stated before it.
// @read
// @system intake compares with what is there; the operator sees counts
// @param delivery: string
// @param limit: bigint
// @column id: RecordId
// @column key: string
// @column raw: readonly string[] | null
// @column layouts: readonly string[] | null
// @column definition: string | null
// @column delivery: DeliveryId | null
// @column statedAt: DateTime | null
MATCH (d:Delivery {id: $delivery})
CALL (d) {
  MATCH (d)<-[:IN]-(r:Record)
  WHERE r.endedBy IS NULL
  RETURN r, false AS endedByIt
  UNION
  MATCH (r:Record)
  WHERE r.endedBy = $delivery
  RETURN r, true AS endedByIt
}
WITH d, r, endedByIt LIMIT $limit
CALL (d, r, endedByIt) {
  OPTIONAL MATCH (r)-[:WAS]->(v:RecordVersion)-[:IN]->(stater:Delivery)
  WHERE NOT endedByIt AND stater.sequence < d.sequence AND stater.state <> 'UNDONE'
  OPTIONAL MATCH (ender:Delivery {id: v.endedBy})
  WITH v, ender ORDER BY v.version DESC LIMIT 1
  RETURN CASE WHEN v.endedBy IS NULL OR ender.state = 'UNDONE' THEN v END AS v
}
WITH r, CASE WHEN endedByIt THEN r ELSE v END AS before
RETURN r.id AS id, r.key AS key, before.raw AS raw, before.layouts AS layouts,
       before.definition AS definition, before.delivery AS delivery, before.statedAt AS statedAt
