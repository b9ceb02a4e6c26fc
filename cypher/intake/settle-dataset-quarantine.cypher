// Settles every open row of a dataset that came before a delivery which took them all in again.
// @write
// @param dataset: string
// @param delivery: string
// @param state: string
MATCH (q:QuarantinedRow)
WHERE q.state = 'OPEN' AND q.dataset = $dataset AND q.id > '' AND q.delivery <> $delivery
SET q.state = $state, q.settledBy = $delivery, q.settledAt = datetime()
