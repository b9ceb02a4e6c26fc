// Whom and what a record r mentions, in order of their ids: id, kind, type, since when it is known.
// @unguarded ae: a guarded mention refers to it
COLLECT {
  MATCH (r)-[:MENTIONS]->(am:Mention)-[ax:REFERS_TO]->(ae:Entity)
  WHERE ax.endedBy IS NULL AND {{mention(am)}}
  WITH DISTINCT ae
  ORDER BY ae.id
  RETURN [ae.id, ae.kind, ae.type, ae.recordedFrom.epochMillis]
}
