// The mentions that some entities are made of today and that may be known, whichever ids of theirs are asked for.
// @read
// @unguarded o: it leads to e
// @unguarded e: only what is guarded is read of it
// @param entities: readonly string[]
// @param limit: bigint
// @column asked: string # id
// @column entity: EntityId # id
// @column mention: MentionId # id
UNWIND $entities AS asked
MATCH (o:Entity {id: asked})
MATCH (e:Entity {id: coalesce(o.redirectTo, o.id)})
CALL (e) {
  MATCH (e)<-[x:REFERS_TO]-(m:Mention)
  WHERE x.endedBy IS NULL AND {{mention(m)}}
  RETURN m
  ORDER BY m.id
  LIMIT $limit
}
RETURN asked, e.id AS entity, m.id AS mention
ORDER BY asked, mention
