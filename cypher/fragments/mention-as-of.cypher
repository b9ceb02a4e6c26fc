// The state s of a mention m at a recorded time: its present one, or a version behind it that nobody holds back.
// @unguarded s: a state of m, which is guarded
// @param recorded: DateTime
CALL (m) {
  MATCH (s:Mention {id: m.id})
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded
  RETURN s
  UNION ALL
  MATCH (m)-[:WAS]->(s:MentionVersion)
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND NOT s:HeldBack
  RETURN s
}
