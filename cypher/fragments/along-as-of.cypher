// Whom and what a record r mentions, as it was decided at a recorded time, in order of their ids: id, kind, type, since when it is known.
// @unguarded ae: a guarded mention refers to it
// @param recorded: DateTime
COLLECT {
  MATCH (r)-[:MENTIONS]->(am:Mention)-[ax:REFERS_TO]->(ae:Entity)
  WHERE ax.recordedFrom <= $recorded AND ax.recordedTo > $recorded AND {{mention(am)}} AND {{freeAsOf(am)}}
  WITH DISTINCT ae
  ORDER BY ae.id
  RETURN [ae.id, ae.kind, {{typeAsOf(ae)}}, ae.recordedFrom.epochMillis]
}
