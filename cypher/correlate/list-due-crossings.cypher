// Entities that are marked, with what each dataset says of them: periods and points of all its mentions, attributes of some.
// @read
// @system counts for the product itself; what is told of them is told in steps
// @param most: bigint
// @param limit: bigint
// @column id: EntityId
// @column kind: string
// @column crossed: string | null
// @column stated: readonly (readonly [string, readonly (readonly [string, number, number])[], number, number, number])[]
MATCH (e:Entity)
WHERE e.crossingDue = true
WITH e
LIMIT $limit
RETURN e.id AS id, e.kind AS kind, e.crossed AS crossed, COLLECT {
  MATCH (e)<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE x.endedBy IS NULL AND NOT m:HeldBack
  WITH m.dataset AS dataset, collect([m.attributes, m.validFrom.epochMillis, m.validTo.epochMillis]) AS all,
       min(r.validFrom.epochMillis) AS since, max(r.validTo.epochMillis) AS until,
       max(CASE WHEN r.point IS NULL AND m.point IS NULL THEN 0 ELSE 1 END) AS placed
  RETURN [dataset, all[..$most], since, until, placed]
} AS stated
