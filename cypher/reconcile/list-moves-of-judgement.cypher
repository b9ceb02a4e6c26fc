// What a judgement moved when it came into force: each mention that still stands, with the entity that it referred to
// before and after, the one today, and what decided that.
// @read
// @system who may decide is checked before
// @param id: string
// @column mention: MentionId
// @column before: EntityId | null
// @column after: string
// @column current: EntityId | null
// @column decidedBy: CauseId | null
// @column at: DateTime
MATCH (j:Judgement {id: $id})<-[:CAUSED_BY]-(i:IdentityEvent {type: 'DECIDED'})
WHERE i.batch = 0
UNWIND range(0, size(i.mentions) - 1) AS place
WITH i, i.mentions[place] AS mention, i.targets[place] AS after
MATCH (m:Mention {id: mention})
WHERE m.endedBy IS NULL
RETURN mention, after, i.at AS at,
       head(COLLECT { MATCH (m)-[x:REFERS_TO]->(e:Entity) WHERE x.endedBy = $id AND x.recordedTo = i.at RETURN e.id }) AS before,
       head(COLLECT { MATCH (m)-[x:REFERS_TO]->(e:Entity) WHERE x.endedBy IS NULL RETURN e.id }) AS current,
       head(COLLECT { MATCH (m)-[x:REFERS_TO]->(:Entity) WHERE x.endedBy IS NULL RETURN x.delivery }) AS decidedBy
ORDER BY mention
