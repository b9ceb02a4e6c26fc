// Takes back the quarantined rows of an undone delivery, and opens again what it had settled.
// @write
// @param delivery: string
MATCH (q:QuarantinedRow {delivery: $delivery})
WHERE q.state = 'OPEN'
SET q.state = 'UNDONE', q.settledAt = datetime()
WITH count(q) AS undone
MATCH (s:QuarantinedRow {settledBy: $delivery})
SET s.state = 'OPEN', s.settledBy = NULL, s.settledAt = NULL
