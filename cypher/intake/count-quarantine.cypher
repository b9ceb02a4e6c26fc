// How many quarantined rows some datasets have in some states.
// @read
// @param datasets: readonly string[]
// @param states: readonly string[]
// @param most: bigint
// @column count: number # count
UNWIND $states AS state
UNWIND $datasets AS dataset
CALL (state, dataset) {
  MATCH (q:QuarantinedRow)
  WHERE q.state = state AND q.dataset = dataset AND q.id > '' AND {{quarantined(q)}}
  RETURN q
  LIMIT $most
}
WITH q LIMIT $most
RETURN count(q) AS count
