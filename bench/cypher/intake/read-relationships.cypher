// Every relationship that the product wrote, with the keys of its ends.
MATCH (a)-[r]->(b)
RETURN type(r) AS type, coalesce(a.id, a.key, a.hash) AS from, coalesce(b.id, b.key, b.hash) AS to,
       labels(a) AS fromLabels, labels(b) AS toLabels, properties(r) AS properties
