// What was learned last, or tried to, of some pairs of datasets, without what it says.
// @read
// @system how often things come together is learned from everything
// @param pairs: readonly string[]
// @column pair: string
// @column id: string
// @column events: number
// @column version: string
// @column isMarked: boolean
UNWIND $pairs AS pair
CALL (pair) {
  MATCH (m:OccasionModel)
  WHERE m.pair = pair AND m.recordedFrom > datetime('1900-01-01T00:00:00Z')
  RETURN m
  ORDER BY m.recordedFrom DESC
  LIMIT 1
}
RETURN pair, m.id AS id, m.events AS events, m.version AS version, m.isMarked AS isMarked
