// How many quarantined rows some datasets have in some states.
// @read
// @param datasets: readonly string[]
// @param states: readonly string[]
// @column count: number
UNWIND $states AS state
UNWIND $datasets AS dataset
CALL (state, dataset) {
  MATCH (q:QuarantinedRow)
  WHERE q.state = state AND q.dataset = dataset AND q.id > ''
  RETURN count(q) AS found
}
RETURN sum(found) AS count
