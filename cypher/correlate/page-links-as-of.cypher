// A page of the links that each of some entities had at a recorded time, from what records said then.
// Types and datasets may be empty, which lets everything through: no index is at stake.
// @read
// @unguarded o: guarded relations lead to it
// @param entities: readonly string[]
// @param afterType: string
// @param afterKey: string
// @param types: readonly string[]
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param recorded: DateTime
// @param limit: bigint
// @column entity: EntityId # id
// @column outgoing: boolean # existence
// @column key: string # id
// @column type: string # existence
// @column dataset: string # id
// @column validFrom: number # existence
// @column validTo: number # existence
// @column support: number # count
// @column id: EntityId # id
// @column kind: string # existence
// @column entityType: string # existence
// @column evidence: number # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @slot names: names-none | names-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (e:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)-[l:RELATES]-(n:Mention)-[y:REFERS_TO]->(o:Entity)
  WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded
        AND l.recordedFrom <= $recorded AND l.recordedTo > $recorded
        AND y.recordedFrom <= $recorded AND y.recordedTo > $recorded
        AND o <> e AND l.from <= $until AND l.to > $since AND (size($types) = 0 OR l.type IN $types)
        AND (size($datasets) = 0 OR l.dataset IN $datasets)
        AND {{relation(l, m, n)}} AND {{freeAsOf(m)}} AND {{freeAsOf(n)}}
  WITH o, startNode(l) = m AS outgoing, l.type AS type, l.dataset AS dataset, l.from AS from, l.to AS to,
       count(*) AS support
  WITH *, dataset + '|' + from.epochMillis + '|' + to.epochMillis + '|' + outgoing + '|' + o.id AS key
  WHERE type > $afterType OR (type = $afterType AND key > $afterKey)
  RETURN *
  ORDER BY type, key
  LIMIT $limit
}
WITH entity, outgoing, key, type, dataset, from, to, support, o AS e
RETURN entity, outgoing, key, type, dataset, from.epochMillis AS validFrom, to.epochMillis AS validTo, support,
       e.id AS id, e.kind AS kind, {{typeAsOf(e)}} AS entityType,
       {{evidenceAsOf(e)}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names
ORDER BY type, key
