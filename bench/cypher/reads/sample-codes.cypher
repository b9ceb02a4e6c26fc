// Credit codes of organisations that somebody is linked to.
MATCH (i:Identifier)
WHERE i.key STARTS WITH 'cn.credit-code:'
      AND EXISTS { MATCH (i)-[:DENOTES]->(:Organization)-[:LINK]-(:Person) }
WITH i, right(i.key, 4) AS mixed
ORDER BY mixed, i.key
LIMIT toInteger($count)
RETURN i.key AS key
