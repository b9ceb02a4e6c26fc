// How many records each of some datasets states, whoever asks.
// @read
// @system given in steps only
// @param datasets: readonly string[]
// @column dataset: string
// @column count: number
UNWIND $datasets AS dataset
RETURN dataset, COUNT {
  MATCH (r:Record)
  WHERE r.dataset = dataset AND r.id > '' AND r.endedBy IS NULL
} AS count
