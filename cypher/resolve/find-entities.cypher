// Entities by id, with what their names are chosen from where somebody asked for it; the id of a merged one gives its survivor.
// @read
// @unguarded a: what it leads to is guarded in the slot entity
// @param ids: readonly string[]
// @column asked: string # id
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column evidence: number | null # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @slot type: type-now | type-as-of
// @slot entity: entity-now | entity-as-of
// @slot evidence: evidence-none | evidence-now | evidence-as-of
// @slot names: names-none | names-now | names-as-of
UNWIND $ids AS asked
MATCH (a:Entity {id: asked})
{{entity}}
RETURN asked, e.id AS id, e.kind AS kind, {{type}} AS type, {{evidence}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names
