// How many quarantined rows one delivery has in some states.
// @read
// @param delivery: string
// @param datasets: readonly string[]
// @param states: readonly string[]
// @column count: number
MATCH (q:QuarantinedRow {delivery: $delivery})
WHERE q.state IN $states AND q.dataset IN $datasets
RETURN count(q) AS count
