// What belongs to one happening with the events that some entities are, no more than so many of each, the most probable first. Minutes count from
// the entity's own event to the other.
// @read
// @unguarded Entity: only links of guarded records are read of it
// @unguarded m: an event of a guarded record
// @unguarded n: an event of a guarded record
// @param entities: readonly string[]
// @param most: bigint
// @column entity: EntityId # id
// @column record: RecordId # id
// @column dataset: string # id
// @column otherRecord: RecordId # id
// @column otherDataset: string # id
// @column minutes: number # existence
// @column probability: number # value
// @column evidence: string # value
// @slot refers: refers-now | refers-as-of
// @slot occasion: occasion-now | occasion-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE {{refers}}
  MATCH (m)-[l:SAME_OCCASION]-(n:Mention)<-[:MENTIONS]-(o:Record)
  WHERE {{occasion}} AND {{occasion(l, r, o)}}
  WITH r, o, l, startNode(l) = m AS isFirst
  ORDER BY l.probability DESC, r.id, o.id
  LIMIT $most
  RETURN r, o, l, isFirst
}
RETURN entity, r.id AS record, r.dataset AS dataset, o.id AS otherRecord, o.dataset AS otherDataset,
       CASE WHEN isFirst THEN l.minutes ELSE -l.minutes END AS minutes, l.probability AS probability, l.evidence AS evidence
ORDER BY probability DESC, record, otherRecord
