// Notes that a value that was found wrong was delivered again, and counts it. What a department's rows were mapped or taken back to
// states it on, but is no delivery of it.
// @write
// @param at: DateTime
// @param delivery: string
// @param rows: readonly { readonly problem: string; readonly mention: string; readonly asBefore: boolean; readonly newPeriod: boolean; readonly newEvidence: boolean }[]
MATCH (d:Delivery {id: $delivery})
UNWIND $rows AS row
CALL (row) { MATCH (k:KnownProblem {id: row.problem}) RETURN k }
CALL (row) { MATCH (m:Mention {id: row.mention}) RETURN m }
WITH row, k, m, CASE WHEN d.kind IN ['REMAP', 'UNDO'] THEN 0 ELSE 1 END AS delivered
MERGE (k)-[r:RETURNED]->(m)
SET r.at = $at, r.delivery = $delivery, r.newPeriod = row.newPeriod OR (row.asBefore AND coalesce(r.newPeriod, false)),
    r.newEvidence = row.newEvidence, r.times = coalesce(r.times, 0) + delivered, r.releasedAt = NULL, r.releasedBy = NULL,
    k.returns = k.returns + delivered
