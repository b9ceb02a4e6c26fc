// The newest delivery of each of some datasets.
// @read
// @param datasets: readonly string[]
// @column dataset: string # id
// @column delivery: DeliveryId # id
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (d:Delivery)
  WHERE d.dataset = dataset AND d.sequence > 0 AND {{delivery(d)}}
  RETURN d
  ORDER BY d.dataset DESC, d.sequence DESC
  LIMIT 1
}
RETURN dataset, d.id AS delivery
