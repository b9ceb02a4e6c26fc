// The first mentions of an entity e in order of their ids, with the keys of their records.
// @unguarded pr: a record that a guarded mention belongs to is known with it
// @param mentionLimit: bigint
// @param since: DateTime
// @param until: DateTime
COLLECT {
  MATCH (e)<-[px:REFERS_TO]-(pm:Mention)<-[:MENTIONS]-(pr:Record)
  WHERE px.endedBy IS NULL AND pm.validFrom <= $until AND pm.validTo > $since AND {{mention(pm)}}
  WITH pm, pr
  ORDER BY pm.id
  LIMIT $mentionLimit
  RETURN [pm.id, pr.id, pr.key, pm.dataset, pm.role, pm.itemKey, pm.kind, pm.type,
          CASE WHEN {{name(pm)}} THEN pm.name END,
          pm.validFrom.epochMillis, pm.validTo.epochMillis, pm.precision,
          pm.recordedFrom.epochMillis, pm.recordedTo.epochMillis, {{inScope(pm)}}]
}
