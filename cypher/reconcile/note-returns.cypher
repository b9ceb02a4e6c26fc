// Notes that a value that was found wrong was delivered again, and counts it.
// @write
// @param at: DateTime
// @param delivery: string
// @param rows: readonly { readonly problem: string; readonly mention: string; readonly newPeriod: boolean; readonly newEvidence: boolean }[]
UNWIND $rows AS row
CALL (row) { MATCH (k:KnownProblem {id: row.problem}) RETURN k }
CALL (row) { MATCH (m:Mention {id: row.mention}) RETURN m }
MERGE (k)-[r:RETURNED]->(m)
SET r.at = $at, r.delivery = $delivery, r.newPeriod = row.newPeriod, r.newEvidence = row.newEvidence,
    r.times = coalesce(r.times, 0) + 1, r.releasedAt = NULL, r.releasedBy = NULL, k.returns = k.returns + 1
