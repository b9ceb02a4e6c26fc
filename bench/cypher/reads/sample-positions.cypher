// Positions in the order of persons' names, spread over all of it.
MATCH (m:Mention)
WHERE m.kind = 'Person' AND m.sortName <> ''
WITH m ORDER BY m.id LIMIT toInteger($count)
RETURN m.sortName AS name, m.id AS id
