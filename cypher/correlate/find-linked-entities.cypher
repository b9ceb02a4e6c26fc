// Entities by id as they stand, each with a page of its links, each of those with a page of the links at its far end.
// @read
// @param ids: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @param nextLimit: bigint
// @column asked: string
// @column id: EntityId
// @column kind: string
// @column type: string
// @column evidence: number
// @column recordedFrom: number
// @column names: readonly (readonly [string, string, string, string, number])[] | null
// @column links: readonly (readonly [boolean, string, string, string, number, number, number, EntityId, string, string, number, number, readonly (readonly [boolean, string, string, string, number, number, number, EntityId, string, string, number, number])[]])[]
// @slot entity: entity-now
// @slot names: names-none | names-now
UNWIND $ids AS asked
MATCH (a:Entity {id: asked})
{{entity}}
RETURN asked, e.id AS id, e.kind AS kind, e.type AS type, e.evidence AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names,
       COLLECT {
         MATCH (e)-[l:LINK]-(o:Entity)
         WHERE l.from <= $until AND l.to > $since
         WITH e, l, o
         ORDER BY l.type, l.key
         LIMIT $limit
         RETURN [startNode(l) = e, l.key, l.type, l.dataset, l.from.epochMillis, l.to.epochMillis, l.support,
                 o.id, o.kind, o.type, o.evidence, o.recordedFrom.epochMillis,
                 COLLECT {
                   MATCH (o)-[k:LINK]-(f:Entity)
                   WHERE k.from <= $until AND k.to > $since
                   WITH o, k, f
                   ORDER BY k.type, k.key
                   LIMIT $nextLimit
                   RETURN [startNode(k) = o, k.key, k.type, k.dataset, k.from.epochMillis, k.to.epochMillis, k.support,
                           f.id, f.kind, f.type, f.evidence, f.recordedFrom.epochMillis]
                 }]
       } AS links
