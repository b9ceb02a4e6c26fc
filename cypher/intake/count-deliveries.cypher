// How many deliveries some datasets have.
// @read
// @param datasets: readonly string[]
// @param most: bigint
// @column count: number # count
// @slot state: delivery-state-any | delivery-state-is
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (d:Delivery)
  WHERE d.dataset = dataset AND d.sequence > 0 AND {{delivery(d)}} AND {{state}}
  RETURN d
  LIMIT $most
}
WITH d LIMIT $most
RETURN count(d) AS count
