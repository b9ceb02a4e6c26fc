// Entities by id as they stand, each with a page of its links, each of those with a page of the links at its far end.
// @read
// @unguarded a: what it leads to is guarded in the slot entity
// @param ids: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @param nextLimit: bigint
// @column asked: string # id
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column evidence: number # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @column links: readonly (readonly [boolean, string, string, string, number, number, number, EntityId, string, string, number, number, readonly (readonly [boolean, string, string, string, number, number, number, EntityId, string, string, number, number])[]])[] # value
// @slot entity: entity-now
// @slot names: names-none | names-now
UNWIND $ids AS asked
MATCH (a:Entity {id: asked})
{{entity}}
RETURN asked, e.id AS id, e.kind AS kind, e.type AS type, {{evidence(e)}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names,
       COLLECT {
         MATCH (e)-[l:LINK]-(o:Entity)
         WHERE l.from <= $until AND l.to > $since AND {{link(l, e, o)}} AND {{entity(o)}}
         WITH e, l, o
         ORDER BY l.type, l.key
         LIMIT $limit
         RETURN [startNode(l) = e, l.key, l.type, l.dataset, l.from.epochMillis, l.to.epochMillis, {{support(l, e, o)}},
                 o.id, o.kind, o.type, {{evidence(o)}}, o.recordedFrom.epochMillis,
                 COLLECT {
                   MATCH (o)-[k:LINK]-(f:Entity)
                   WHERE k.from <= $until AND k.to > $since AND {{link(k, o, f)}} AND {{entity(f)}}
                   WITH o, k, f
                   ORDER BY k.type, k.key
                   LIMIT $nextLimit
                   RETURN [startNode(k) = o, k.key, k.type, k.dataset, k.from.epochMillis, k.to.epochMillis, {{support(k, o, f)}},
                           f.id, f.kind, f.type, {{evidence(f)}}, f.recordedFrom.epochMillis]
                 }]
       } AS links
