// Who else was near some moments of an entity, no more than so many times; moment by moment, cell by cell.
// Others may be empty, which lets everybody through: no index is at stake.
// @unguarded e: a guarded mention refers to it
// @read
// @param moments: readonly { readonly index: bigint; readonly point: Point; readonly cells: readonly string[]; readonly after: DateTime; readonly since: DateTime; readonly before: DateTime }[]
// @param meters: number
// @param entity: string
// @param others: readonly string[]
// @param kinds: readonly string[]
// @param datasets: readonly string[]
// @param most: bigint
// @column index: number # existence
// @column other: EntityId # id
// @column record: RecordId # id
// @column dataset: string # id
// @column distance: number # existence
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @slot meets: meets-now | meets-as-of
// @slot refers: refers-now | refers-as-of
UNWIND $moments AS own
UNWIND own.cells AS cell
{{meets}}
WITH own, r, s
WHERE s.validTo >= own.since AND s.dataset IN $datasets AND point.distance(s.point, own.point) <= $meters
MATCH (r)-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE {{refers}} AND {{mention(m)}} AND m.kind IN $kinds AND e.id <> $entity AND (size($others) = 0 OR e.id IN $others)
WITH DISTINCT own.index AS index, own.point AS here, e.id AS other, r.id AS record, s
RETURN index, other, record, s.dataset AS dataset, point.distance(s.point, here) AS distance,
       s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo, s.precision AS precision
LIMIT $most
