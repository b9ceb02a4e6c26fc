// How many quarantined rows one delivery has in some states.
// @read
// @param delivery: string
// @param datasets: readonly string[]
// @param states: readonly string[]
// @param most: bigint
// @column count: number # count
MATCH (q:QuarantinedRow {delivery: $delivery})
WHERE q.state IN $states AND q.dataset IN $datasets AND {{quarantined(q)}}
WITH q LIMIT $most
RETURN count(q) AS count
