// When each of some entities was at places in some cells, the newest moments first and no more than so many of each.
// @read
// @unguarded Entity: only what is guarded is read of it
// @param entities: readonly string[]
// @param cells: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param datasets: readonly string[]
// @param most: bigint
// @column entity: EntityId # id
// @column longitude: number # existence
// @column latitude: number # existence
// @column begins: readonly number[] # existence
// @column ends: readonly number[] # existence
// @slot refers: refers-now | refers-as-of
// @slot record: record-now | record-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE {{refers}} AND {{mention(m)}} AND {{record(r)}}
  WITH DISTINCT r
  {{record}}
  WITH s
  WHERE s.momentCell IN $cells AND s.validFrom >= $since AND s.validFrom <= $until AND s.dataset IN $datasets
  WITH s
  ORDER BY s.validFrom DESC
  LIMIT $most
  RETURN s.point AS point, collect(s.validFrom.epochMillis) AS begins, collect(s.validTo.epochMillis) AS ends
}
RETURN entity, point.x AS longitude, point.y AS latitude, begins, ends
