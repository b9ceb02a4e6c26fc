// How many records some datasets have, counted to a limit: whether it pays to start from them.
// @read
// @system decides how a list is read, and reaches no caller
// @param datasets: readonly string[]
// @param limit: bigint
// @column count: number
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (r:Record)
  WHERE r.dataset = dataset AND r.id > ''
  RETURN r
  LIMIT $limit
}
WITH r LIMIT $limit
RETURN count(r) AS count
