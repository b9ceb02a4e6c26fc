// What the names of some entities are chosen from.
// @read
// @unguarded e: its names are guarded in the slot names
// @param ids: readonly string[]
// @column id: EntityId # id
// @column names: readonly (readonly [string, string, string, string, number, number])[] # name
// @slot names: names-now | names-as-of
UNWIND $ids AS asked
MATCH (e:Entity {id: asked})
RETURN e.id AS id, {{names}} AS names
