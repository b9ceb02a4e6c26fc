// What the names of some entities are chosen from.
// @read
// @param ids: readonly string[]
// @column id: EntityId
// @column names: readonly (readonly [string, string, string, string, number])[]
// @slot names: names-now | names-as-of
UNWIND $ids AS asked
MATCH (e:Entity {id: asked})
RETURN e.id AS id, {{names}} AS names
