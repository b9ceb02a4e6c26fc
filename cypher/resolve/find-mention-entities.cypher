// The entity that each of some mentions refers to.
// @read
// @unguarded e: a guarded mention refers to it
// @param mentions: readonly string[]
// @column mention: MentionId # id
// @column entity: EntityId # id
// @slot refers: refers-now | refers-as-of
UNWIND $mentions AS mention
MATCH (m:Mention {id: mention})-[x:REFERS_TO]->(e:Entity)
WHERE {{refers}} AND {{mention(m)}}
RETURN mention, e.id AS entity
