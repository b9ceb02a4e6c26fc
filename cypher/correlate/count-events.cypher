// How many records of events each of some datasets has, ended ones included.
// @read
// @system learns from everything
// @param datasets: readonly string[]
// @column dataset: string
// @column count: number
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (r:Record)
  WHERE r.eventDataset = dataset AND r.validFrom > datetime('0000-01-01T00:00:00Z')
  RETURN count(r) AS count
}
RETURN dataset, count
