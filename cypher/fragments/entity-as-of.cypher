// The entity e that an asked one, a, was at a recorded time: itself, or where most of its mentions belonged then.
// @unguarded Mention: only counted to choose e, which is guarded
// @param recorded: DateTime
CALL (a) {
  MATCH (a)<-[x:REFERS_TO]-(:Mention)
  WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded
  RETURN a AS e, count(*) AS mentions
  UNION ALL
  MATCH (a)<-[:REFERS_TO]-(:Mention)-[x:REFERS_TO]->(e:Entity)
  WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded
  RETURN e, count(*) AS mentions
}
WITH asked, a, e, mentions
ORDER BY e = a DESC, mentions DESC, e.id
WITH asked, collect(e)[0] AS e
WHERE {{entityAsOf(e)}}
