// Records r, in the state s of a recorded time, that mentioned one of some entities then.
// @unguarded Entity: only what is guarded is read of it
// @unguarded s: a state of r, which is guarded
// @param entities: readonly string[]
// @param recorded: DateTime
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[z:REFERS_TO]-(n:Mention)<-[:MENTIONS]-(r:Record)
WHERE z.recordedFrom <= $recorded AND z.recordedTo > $recorded AND {{mention(n)}}
      AND {{freeAsOf(n)}} AND {{record(r)}}
WITH DISTINCT r
CALL (r) {
  MATCH (s:Record {id: r.id})
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded
  RETURN s
  UNION ALL
  MATCH (r)-[:WAS]->(s:RecordVersion)
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded
  RETURN s
}
