// Relationships and their properties by type and the labels at both ends.
MATCH (a)-[r]->(b)
WITH labels(a)[0] AS start, type(r) AS type, labels(b)[0] AS end, count(*) AS things, sum(size(keys(r))) AS properties
RETURN 'relationship ' + start + '-' + type + '->' + end AS what, things, properties
