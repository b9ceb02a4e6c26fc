// Every node that the product wrote, in the order of the store.
MATCH (n)
WHERE NOT n:Migration AND NOT n:Lock AND NOT n:AreaHistory
RETURN labels(n) AS labels, properties(n) AS properties
