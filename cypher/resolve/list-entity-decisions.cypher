// What people decided about values of some entities, as of a recorded time. What was found wrong goes with the mentions that stated it,
// and where none of those stands any more with the others that the entity was made of.
// @read
// @system what was found wrong or right is so for everybody who may see the value; ids of problems are guarded where they are followed
// @param entities: readonly string[]
// @param until: DateTime
// @column entity: EntityId
// @column problems: readonly { readonly id: KnownProblemId; readonly key: string; readonly dataset: string | null; readonly department: string | null; readonly released: readonly MentionId[] }[]
// @column confirmations: readonly { readonly key: string; readonly kind: string; readonly at: number; readonly mentions: readonly MentionId[] }[]
// @slot decided: decided-now | decided-as-of
UNWIND $entities AS entity
RETURN entity,
       COLLECT {
         MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[a:ABOUT]-(k:KnownProblem)
         WHERE {{decided}} AND k.scope = 'ENTITY' AND k.liveAt <= $until AND (k.endedAt IS NULL OR k.endedAt > $until)
               AND (a.states OR NOT EXISTS { MATCH (k)-[b:ABOUT]->(:Mention)-[y:REFERS_TO]->(:Entity) WHERE b.states AND y.endedBy IS NULL })
         WITH DISTINCT k
         RETURN {id: k.id, key: k.key, dataset: k.dataset, department: k.department,
                 released: COLLECT { MATCH (k)-[r:RETURNED]->(n:Mention) WHERE r.releasedAt <= $until RETURN n.id }}
       } AS problems,
       COLLECT {
         MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[:ABOUT]-(c:Confirmation)
         WHERE {{decided}} AND c.at <= $until AND (c.endedAt IS NULL OR c.endedAt > $until)
         WITH c, collect(m.id) AS mentions
         RETURN {key: c.key, kind: c.kind, at: c.at.epochMillis, mentions: mentions}
       } AS confirmations
