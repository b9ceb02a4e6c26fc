// How many deliveries some datasets have, all together (under no name) or each.
// @read
// @param datasets: readonly string[]
// @param most: bigint
// @column dataset: string # id
// @column count: number # count
// @slot state: delivery-state-any | delivery-state-is
// @slot tally: tally-of-all | tally-of-each
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (d:Delivery)
  WHERE d.dataset = dataset AND d.sequence > 0 AND {{delivery(d)}} AND {{state}}
  RETURN d
  LIMIT $most
}
{{tally}}
RETURN dataset, count(d) AS count
