// The entities that a question names by their ids; the id of a merged one gives its survivor.
// @read
// @unguarded a: what it leads to is guarded in the slot entity
// @param ids: readonly string[]
// @column asked: string # id
// @column id: EntityId # id
// @column kind: string # existence
// @slot entity: entity-now | entity-as-of
UNWIND $ids AS asked
MATCH (a:Entity {id: asked})
{{entity}}
RETURN asked, e.id AS id, e.kind AS kind
