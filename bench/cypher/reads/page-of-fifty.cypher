// Fifty persons in order of their names after a position, with what their names are chosen from, and the first five
// mentions of each with the records that make them.
CALL () {
  MATCH (m:Mention)
  WHERE m.kind = 'Person' AND m.sortName >= $afterName AND m.id IS NOT NULL
        AND (m.sortName > $afterName OR m.id > $afterId)
  MATCH (m)-[x:REFERS_TO]->(e:Entity)
  WHERE x.endedBy IS NULL AND NOT EXISTS {
    MATCH (e)<-[z:REFERS_TO]-(n:Mention)
    WHERE z.endedBy IS NULL
          AND ((n.sortName <> '' AND (m.sortName = '' OR n.sortName < m.sortName))
               OR (n.sortName = m.sortName AND n.id < m.id))
  }
  RETURN e, m.sortName AS sortName, m.id AS place
  ORDER BY m.kind, m.sortName, m.id
  LIMIT 50
}
RETURN e.id AS id, e.kind AS kind, sortName, place,
       COLLECT {
         MATCH (e)<-[x:REFERS_TO]-(m:Mention)
         WHERE x.endedBy IS NULL AND m.name <> ''
         MATCH (d:Delivery {id: m.delivery})
         RETURN [m.name, m.sortName, m.dataset, m.role, d.statedAt.epochMillis, m.validTo.epochMillis]
       } AS names,
       COLLECT {
         MATCH (e)<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
         WHERE x.endedBy IS NULL
         RETURN [m.id, m.role, m.name, r.id, r.key, r.dataset]
         ORDER BY m.id
         LIMIT 5
       } AS mentions
ORDER BY sortName, place
