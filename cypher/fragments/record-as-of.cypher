// The state s of a record r at a recorded time: its present one, or a version behind it.
// @unguarded s: a state of r, which is guarded
// @param recorded: DateTime
CALL (r) {
  MATCH (s:Record {id: r.id})
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded
  RETURN s
  UNION ALL
  MATCH (r)-[:WAS]->(s:RecordVersion)
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded
  RETURN s
}
