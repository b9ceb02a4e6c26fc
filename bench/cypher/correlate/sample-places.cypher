// Places to ask about.
MATCH (e:Place)
WHERE e.endedAt IS NULL
RETURN e.id AS id
ORDER BY id
LIMIT toInteger($count)
