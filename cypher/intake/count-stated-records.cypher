// How many records each of some datasets states, whoever asks.
// @read
// @system given to whoever may see all of them, and in steps to others
// @param datasets: readonly string[]
// @column dataset: string
// @column count: number
UNWIND $datasets AS dataset
MATCH (s:Dataset {id: dataset})
RETURN dataset, s.records AS count
