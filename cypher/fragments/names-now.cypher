// What the name of an entity e is chosen from: spelling, standard form, dataset, role, date of statement, end.
// @unguarded nd: delivery of a guarded mention
COLLECT {
  MATCH (e)<-[nx:REFERS_TO]-(nm:Mention)
  WHERE nx.endedBy IS NULL AND nm.name <> '' AND {{name(nm)}}
        AND {{mention(nm)}}
  WITH nm ORDER BY nm.id LIMIT 200
  MATCH (nd:Delivery {id: nm.delivery})
  RETURN [nm.name, nm.sortName, nm.dataset, nm.role, nd.statedAt.epochMillis, nm.validTo.epochMillis]
}
