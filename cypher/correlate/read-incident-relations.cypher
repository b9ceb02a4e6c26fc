// What records say of some mentions and others, with the entities that both ends refer to today.
// @read
// @system links are derived from everything
// @param mentions: readonly string[]
// @column id: string
// @column type: string
// @column dataset: string
// @column from: MentionId
// @column to: MentionId
// @column fromEntity: EntityId | null
// @column toEntity: EntityId | null
// @column validFrom: DateTime
// @column validTo: DateTime
UNWIND $mentions AS mention
MATCH (:Mention {id: mention})-[x:RELATES]-()
WHERE x.endedBy IS NULL
WITH DISTINCT x
WITH x, startNode(x) AS a, endNode(x) AS b
OPTIONAL MATCH (a)-[ra:REFERS_TO]->(e:Entity) WHERE ra.endedBy IS NULL
OPTIONAL MATCH (b)-[rb:REFERS_TO]->(f:Entity) WHERE rb.endedBy IS NULL
RETURN x.id AS id, x.type AS type, x.dataset AS dataset, a.id AS from, b.id AS to,
       e.id AS fromEntity, f.id AS toEntity, x.from AS validFrom, x.to AS validTo
