// Nodes and their properties by labels.
MATCH (n)
WHERE NOT n:Migration AND NOT n:Lock AND NOT n:AreaHistory
WITH labels(n) AS labels, count(*) AS things, sum(size(keys(n))) AS properties
RETURN 'node ' + reduce(text = '', label IN labels | text + ':' + label) AS what, things, properties
