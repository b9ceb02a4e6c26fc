// Persons linked to the organisation that bears an identifier, in order of their names.
MATCH (:Identifier {key: $key})<-[:IDENTIFIED_BY]-(:Mention)-[x:REFERS_TO]->(o:Organization)
WHERE x.endedBy IS NULL
WITH DISTINCT o
MATCH (o)-[:LINK]-(e:Person)
WITH DISTINCT e
CALL (e) {
  MATCH (e)<-[z:REFERS_TO]-(n:Mention)
  WHERE z.endedBy IS NULL
  RETURN n.sortName AS sortName, n.id AS place
  ORDER BY n.sortName = '', n.sortName, n.id
  LIMIT 1
}
WITH e, sortName, place
ORDER BY sortName, place
LIMIT 50
RETURN e.id AS id, e.kind AS kind,
       COLLECT {
         MATCH (e)<-[y:REFERS_TO]-(m:Mention)
         WHERE y.endedBy IS NULL AND m.name <> ''
         MATCH (d:Delivery {id: m.delivery})
         RETURN [m.name, m.sortName, m.dataset, m.role, d.statedAt.epochMillis, m.validTo.epochMillis]
       } AS names
ORDER BY sortName, place
