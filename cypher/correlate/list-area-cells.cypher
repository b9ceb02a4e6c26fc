// The cells of some areas that have a shape.
// @read
// @open areas are a public reference
// @param ids: readonly string[]
// @column inside: readonly string[]
// @column border: readonly string[]
UNWIND $ids AS id
MATCH (a:Area {id: id})
WHERE a.shape IS NOT NULL
RETURN a.inside AS inside, a.border AS border
