// Entities e with a mention m whose statement s of a recorded time holds an identifier, key. Of a statement that was changed since
// only its own period is known, not one that the identifier alone had.
// @unguarded e: a guarded mention refers to it
// @unguarded s: a state of m, which is guarded
// @param since: DateTime
// @param until: DateTime
// @param recorded: DateTime
MATCH (i:Identifier {key: key.key})<-[k:IDENTIFIED_BY|WAS_IDENTIFIED_BY]-(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded AND {{mention(m)}}
CALL (m) {
  MATCH (s:Mention {id: m.id})
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded
  RETURN s
  UNION ALL
  MATCH (m)-[:WAS]->(s:MentionVersion)
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND NOT s:HeldBack
  RETURN s
}
WITH *, CASE WHEN s = m THEN k.from END AS from, CASE WHEN s = m THEN k.to END AS to
WHERE (s <> m OR k.from IS NOT NULL OR m.endedBy IS NOT NULL)
      AND coalesce(from, s.validFrom) <= $until AND coalesce(to, s.validTo) > $since
      AND {{bears(s, i)}}
