// The entities with the most links.
MATCH (e:Entity)
WHERE e.endedAt IS NULL
WITH e, COUNT { (e)-[:LINK]-() } AS links
ORDER BY links DESC, e.id
LIMIT toInteger($count)
RETURN e.id AS id
