// What the name of an entity e was chosen from at a recorded time.
// @unguarded nd: delivery of a guarded mention
// @param recorded: DateTime
COLLECT {
  MATCH (e)<-[nx:REFERS_TO]-(nm:Mention)
  WHERE nx.recordedFrom <= $recorded AND nx.recordedTo > $recorded AND {{mention(nm)}} AND {{freeAsOf(nm)}}
  CALL (nm) {
    MATCH (ns:Mention {id: nm.id})
    WHERE ns.recordedFrom <= $recorded AND ns.recordedTo > $recorded
    RETURN ns
    UNION ALL
    MATCH (nm)-[:WAS]->(ns:MentionVersion)
    WHERE ns.recordedFrom <= $recorded AND ns.recordedTo > $recorded
    RETURN ns
  }
  WITH nm, ns WHERE ns.name <> '' AND {{name(ns)}}
  WITH nm, ns ORDER BY nm.id LIMIT 200
  MATCH (nd:Delivery {id: ns.delivery})
  RETURN [ns.name, coalesce(ns.sortName, ns.name), ns.dataset, ns.role, nd.statedAt.epochMillis, ns.validTo.epochMillis]
}
