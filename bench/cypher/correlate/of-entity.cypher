// The first fifty records that mention an entity over a period, in order of time, with whom else they mention, and how many there are.
MATCH (:Entity {id: $id})<-[z:REFERS_TO]-(:Mention)<-[:MENTIONS]-(r:Record)
WHERE z.endedBy IS NULL AND r.validFrom <= $until AND r.validTo > $since
WITH DISTINCT r
WITH collect(r) AS rows
UNWIND rows AS r
WITH size(rows) AS found, r, CASE WHEN r.precision = '' THEN r.validTo.epochMillis ELSE r.validFrom.epochMillis END AS at
ORDER BY at, r.id
LIMIT 50
RETURN found, r.id AS id, r.dataset AS dataset, r.validFrom.epochMillis AS validFrom, r.validTo.epochMillis AS validTo,
       r.precision AS precision, null AS distance, true AS sure,
       COLLECT {
         MATCH (r)-[:MENTIONS]->(:Mention)-[x:REFERS_TO]->(e:Entity)
         WHERE x.endedBy IS NULL
         WITH DISTINCT e
         ORDER BY e.id
         RETURN [e.id, e.kind]
       } AS entities
ORDER BY at, id
