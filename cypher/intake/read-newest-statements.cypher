// Which delivery before some place in the sequence was the last that spoke of each of some records, by stating or by ending it.
// What was undone was never said.
// @read
// @system intake compares with what is there; the operator sees counts
// @param ids: readonly string[]
// @param before: bigint
// @column id: RecordId
// @column sequence: number
UNWIND $ids AS id
MATCH (r:Record {id: id})
CALL (r) {
  MATCH (r)-[:IN]->(d:Delivery)
  RETURN d
UNION
  MATCH (r)-[:WAS]->(:RecordVersion)-[:IN]->(d:Delivery)
  RETURN d
UNION
  MATCH (d:Delivery {id: r.endedBy})
  RETURN d
}
WITH r, d
WHERE d.sequence < $before AND d.state = 'APPLIED' AND d.kind <> 'UNDO'
RETURN r.id AS id, max(d.sequence) AS sequence
