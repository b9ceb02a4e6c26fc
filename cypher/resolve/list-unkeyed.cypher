// Mentions of one kind that stand today and have no keys of a model yet.
// @read
// @system identity is decided from everything
// @param kind: string
// @param stamp: string
// @param limit: bigint
// @column id: MentionId
MATCH (m:Mention)
WHERE m.id > '' AND m.kind = $kind AND m.endedBy IS NULL
      AND (m.blocking IS NULL OR NOT m.blocking STARTS WITH $stamp)
RETURN m.id AS id
LIMIT $limit
