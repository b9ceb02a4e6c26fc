// The twenty entities that match a text best, each with its best mention and what its name is chosen from.
CALL db.index.fulltext.queryNodes('mention_text', $query, {limit: 2000}) YIELD node AS m, score AS matched
WITH m, CASE WHEN m.sortName IN $exact THEN matched + 100 ELSE matched END AS score
MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL
WITH e, m, score
ORDER BY score DESC, m.id
WITH e, max(score) AS score, collect(m)[0] AS m
ORDER BY score DESC, e.id
LIMIT 20
RETURN score, e.id AS id, e.kind AS kind, m.id AS mention, m.name AS name, m.role AS role,
       COLLECT {
         MATCH (e)<-[y:REFERS_TO]-(n:Mention)
         WHERE y.endedBy IS NULL AND n.name <> ''
         MATCH (d:Delivery {id: n.delivery})
         RETURN [n.name, n.sortName, n.dataset, n.role, d.statedAt.epochMillis, n.validTo.epochMillis]
       } AS names
ORDER BY score DESC, id
