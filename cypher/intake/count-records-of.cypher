// How many records that may be known each of some datasets states.
// @read
// @param datasets: readonly string[]
// @column dataset: string # id
// @column count: number # count
UNWIND $datasets AS dataset
RETURN dataset, COUNT {
  MATCH (r:Record)
  WHERE r.dataset = dataset AND r.id > '' AND r.endedBy IS NULL AND {{record(r)}}
} AS count
