// Mentions that came to some entities after a moment.
// @read
// @system identity is decided from everything
// @param entities: readonly string[]
// @param since: DateTime
// @column mention: MentionId
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)
WHERE x.endedBy IS NULL AND x.recordedFrom > $since
RETURN m.id AS mention
