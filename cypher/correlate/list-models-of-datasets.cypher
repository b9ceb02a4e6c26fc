// What was learned last of the pairs that some datasets are of. Without what it says where another version of the engine learned it, or there
// was too much to learn from.
// @read
// @system how often things come together is learned from everything
// @param datasets: readonly string[]
// @param version: string
// @column id: string
// @column dataset: string
// @column other: string
// @column events: number
// @column document: string | null
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (m:OccasionModel)
  WHERE m.dataset = dataset
  RETURN m
  UNION
  MATCH (m:OccasionModel)
  WHERE m.other = dataset
  RETURN m
}
WITH DISTINCT m
ORDER BY m.recordedFrom DESC
WITH m.pair AS pair, head(collect(m)) AS m
RETURN m.id AS id, m.dataset AS dataset, m.other AS other, m.events AS events, CASE WHEN m.version = $version THEN m.document END AS document
