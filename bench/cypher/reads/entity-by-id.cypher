// One entity with what its name is chosen from.
MATCH (e:Entity {id: $id})
WHERE e.endedAt IS NULL
RETURN e.id AS id, e.kind AS kind, e.type AS type, e.evidence AS evidence, e.recordedFrom.epochMillis AS recordedFrom,
       COLLECT {
         MATCH (e)<-[x:REFERS_TO]-(m:Mention)
         WHERE x.endedBy IS NULL AND m.name <> ''
         MATCH (d:Delivery {id: m.delivery})
         RETURN [m.name, m.sortName, m.dataset, m.role, d.statedAt.epochMillis, m.validTo.epochMillis]
       } AS names
