// The twenty entities that match a text best, by how much of one of their values each run of letters is (half as much where it
// is not the beginning), each with its best mention and what its name is chosen from.
CALL db.index.fulltext.queryNodes('mention_text', $query, {limit: 2000}) YIELD node AS m
WITH m, split(toLower(reduce(all = '', text IN [m.textPublic, m.textInternal, m.textPersonal, m.textSensitive] |
  all + coalesce(' \u2022 ' + text, ''))), ' \u2022 ') AS values
WITH m, CASE WHEN m.sortName IN $exact THEN 100.0 ELSE 0.0 END
  + reduce(sum = 0.0, run IN $runs | sum + reduce(best = 0.0, value IN values | CASE
      WHEN toFloat(size(run[0])) / (size(value) + 1) > best AND any(form IN run WHERE value STARTS WITH form)
      THEN toFloat(size(run[0])) / (size(value) + 1)
      WHEN 0.5 * size(run[0]) / (size(value) + 1) > best AND any(form IN run WHERE value CONTAINS form)
      THEN 0.5 * size(run[0]) / (size(value) + 1) ELSE best END)) AS score
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
