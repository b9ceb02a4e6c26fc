// Everything that is stated of one entity, with record, delivery, dataset and department.
MATCH (e:Entity {id: $id})<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)-[:IN]->(d:Delivery)-[:OF]->(s:Dataset)<-[:OWNS]-(p:Department)
WHERE x.endedBy IS NULL
RETURN e.id AS id, e.kind AS kind, m.id AS mention, m.role AS role, m.name AS name, m.sortName AS sortName,
       m.attributes AS attributes, r.id AS record, r.key AS key, d.id AS delivery, d.statedAt.epochMillis AS statedAt, m.validTo.epochMillis AS validTo,
       s.id AS dataset, s.name AS datasetName, p.id AS department, p.name AS departmentName
