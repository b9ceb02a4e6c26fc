// Records r, in state s, that mention one of some entities.
// @unguarded Entity: only what is guarded is read of it
// @param entities: readonly string[]
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[z:REFERS_TO]-(n:Mention)<-[:MENTIONS]-(r:Record)
WHERE z.endedBy IS NULL AND {{mention(n)}} AND {{record(r)}}
WITH DISTINCT r
WITH r, r AS s
