// The newest entries of the identity log about each of some entities. A plain decision names no entity, since it is one for
// thousands: it is found by when and why the entity's mentions came to it and left it.
// @read
// @unguarded Entity: a guarded mention came to it
// @unguarded i: its entity or a mention of it, and its delivery, are guarded
// @param entities: readonly string[]
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId # id
// @column id: string # id
// @column type: string # existence
// @column at: number # existence
// @column delivery: CauseId # id
// @column evidence: readonly string[] # existence
// @column about: readonly EntityId[] # id
UNWIND $entities AS entity
CALL (entity) {
  CALL (entity) {
    MATCH (e:Entity {id: entity})<-[:ABOUT]-(i:IdentityEvent)
    WHERE i.at <= $until AND {{entityEver(e)}}
    OPTIONAL MATCH (i)-[:CAUSED_BY]->(d:Delivery)
    WITH i, d
    WHERE d IS NULL OR {{delivery(d)}}
    RETURN i
    ORDER BY i.at DESC, i.id
    LIMIT $limit
    UNION ALL
    MATCH (:Entity {id: entity})<-[r:REFERS_TO]-(m:Mention)
    WHERE r.recordedFrom <= $until AND {{mention(m)}}
    UNWIND CASE
      WHEN r.endedBy IS NULL OR r.recordedTo > $until THEN [{at: r.recordedFrom, cause: r.delivery}]
      ELSE [{at: r.recordedFrom, cause: r.delivery}, {at: r.recordedTo, cause: r.endedBy}]
    END AS decision
    WITH DISTINCT decision.at AS at, decision.cause AS cause
    // Some of them may be of a delivery that may not be known.
    ORDER BY at DESC, cause
    LIMIT 10 * $limit
    MATCH (i:IdentityEvent)
    WHERE i.at = at AND i.delivery = cause AND i.type = 'DECIDED'
    OPTIONAL MATCH (i)-[:CAUSED_BY]->(d:Delivery)
    WITH i, d
    WHERE d IS NULL OR {{delivery(d)}}
    RETURN i
    ORDER BY i.at DESC, i.id
    LIMIT $limit
  }
  RETURN i
  ORDER BY i.at DESC, i.id
  LIMIT $limit
}
RETURN entity, i.id AS id, i.type AS type, i.at.epochMillis AS at, i.delivery AS delivery, i.evidence AS evidence,
       CASE WHEN i.type = 'DECIDED' THEN [entity] ELSE COLLECT { MATCH (i)-[:ABOUT]->(o:Entity) WHERE {{entityEver(o)}} RETURN o.id ORDER BY o.id } END AS about
ORDER BY at DESC, id
