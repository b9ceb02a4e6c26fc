// What was learned of some pairs of datasets, as it was known at a recorded time: the newest of each. Without what it says
// where another version of the engine learned it, or there was too much to learn from.
// @read
// @system how often things come together is learned from everything
// @param pairs: readonly string[]
// @param recorded: DateTime
// @param version: string
// @column id: string
// @column dataset: string
// @column other: string
// @column events: number
// @column document: string | null
UNWIND $pairs AS pair
CALL (pair) {
  MATCH (m:OccasionModel)
  WHERE m.pair = pair AND m.recordedFrom <= $recorded
  RETURN m
  ORDER BY m.recordedFrom DESC
  LIMIT 1
}
RETURN m.id AS id, m.dataset AS dataset, m.other AS other, m.events AS events, CASE WHEN m.version = $version THEN m.document END AS document
