// A page of the identity log: entries that change which entity a mention or an id leads to, in order of their times and ids.
// @read
// @system identity is rebuilt from everything; only ids leave
// @param after: DateTime
// @param afterId: string
// @param limit: bigint
// @column id: string
// @column type: string
// @column at: DateTime
// @column batch: number
// @column mentions: readonly MentionId[]
// @column targets: readonly string[]
// @column about: readonly EntityId[]
MATCH (i:IdentityEvent)
WHERE i.at >= $after AND CASE WHEN i.at = $after THEN i.id > $afterId ELSE true END
WITH i ORDER BY i.at, i.id LIMIT $limit
RETURN i.id AS id, i.type AS type, i.at AS at, i.batch AS batch, i.mentions AS mentions, i.targets AS targets,
       COLLECT { MATCH (i)-[:ABOUT]->(e:Entity) RETURN e.id ORDER BY e.id } AS about
ORDER BY at, id
