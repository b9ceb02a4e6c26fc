// Persons to ask about: ids are digests, so their order is as good as chance.
MATCH (e:Person)
WHERE e.endedAt IS NULL
RETURN e.id AS id
ORDER BY id
LIMIT toInteger($count)
