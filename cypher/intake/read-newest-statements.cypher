// Which delivery before some place in the sequence was the last that spoke of each of some records, by stating or by ending it.
// What was undone was never said; what a held one got to was. A retry says what its row said, from the place of the delivery that the
// row came with; the versions that a record had before it was stated again tell who had ended them.
// @read
// @system intake compares with what is there; the operator sees counts
// @param ids: readonly string[]
// @param before: bigint
// @param retries: Properties
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
UNION
  MATCH (r)-[:WAS]->(v:RecordVersion)
  MATCH (d:Delivery {id: v.endedBy})
  RETURN d
}
WITH r, d
WHERE d.sequence < $before AND d.kind <> 'UNDO' AND (d.state = 'APPLIED' OR (d.state = 'HELD' AND d.batches > 0))
RETURN r.id AS id, max(coalesce($retries[d.id], d.sequence)) AS sequence
