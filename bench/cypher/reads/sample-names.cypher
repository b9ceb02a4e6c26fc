// Names to search for, of persons and organisations.
MATCH (m:Mention)
WHERE m.kind IN ['Person', 'Organization'] AND m.name <> ''
WITH m ORDER BY m.id LIMIT toInteger($count)
RETURN m.name AS name
