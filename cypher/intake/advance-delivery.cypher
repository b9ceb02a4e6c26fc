// Counts one more batch of a delivery, and the records that its dataset states from it on, in the transaction that wrote it, so that
// each batch counts exactly once.
// @write
// @param delivery: string
// @param at: DateTime
// @param counts: Properties
// @param begun: bigint
// @column state: string
MATCH (d:Delivery {id: $delivery})-[:OF]->(s:Dataset)
SET s.recordedFrom = coalesce(s.recordedFrom, $at), s.records = s.records + $begun,
    d.heartbeatAt = datetime(), d.batches = d.batches + 1, d.accepted = d.accepted + $counts.accepted,
    d.unchanged = d.unchanged + $counts.unchanged, d.versions = d.versions + $counts.versions,
    d.quarantined = d.quarantined + $counts.quarantined, d.ended = d.ended + $counts.ended
RETURN d.state AS state
