// The entity that each of some mentions refers to.
// @read
// @param mentions: readonly string[]
// @column mention: MentionId
// @column entity: EntityId
// @slot refers: refers-now | refers-as-of
UNWIND $mentions AS mention
MATCH (:Mention {id: mention})-[x:REFERS_TO]->(e:Entity)
WHERE {{refers}}
RETURN mention, e.id AS entity
