// The cells of some areas that have a shape, each once, up to a limit.
// @read
// @open areas are a public reference
// @param ids: readonly string[]
// @param limit: bigint
// @column sure: boolean
// @column cells: readonly string[]
UNWIND $ids AS id
MATCH (a:Area {id: id})
WHERE a.shape IS NOT NULL
UNWIND [[true, a.inside], [false, a.border]] AS part
UNWIND part[1] AS cell
WITH DISTINCT part[0] AS sure, cell
LIMIT $limit
RETURN sure, collect(cell) AS cells
