// How many deliveries some datasets have.
// @read
// @param datasets: readonly string[]
// @column count: number
// @slot state: delivery-state-any | delivery-state-is
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (d:Delivery)
  WHERE d.dataset = dataset AND d.sequence > 0 AND {{state}}
  RETURN count(d) AS found
}
RETURN sum(found) AS count
