// Mentions that stand and state one of some values, in order of their ids.
// @read
// @system identity is decided from everything
// @param query: string
// @param after: string
// @param limit: bigint
// @column id: MentionId
CALL db.index.fulltext.queryNodes('mention_keys', $query) YIELD node AS m
WHERE m.endedBy IS NULL AND m.id > $after
RETURN m.id AS id
ORDER BY id
LIMIT $limit
