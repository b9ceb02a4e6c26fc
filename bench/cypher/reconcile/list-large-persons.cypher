// One mention of each person that is made of about ten records.
MATCH (e:Person)
WHERE e.endedAt IS NULL AND e.evidence >= $least AND e.evidence <= $most
WITH e ORDER BY e.id LIMIT toInteger($limit)
RETURN e.id AS entity, head(COLLECT { MATCH (e)<-[x:REFERS_TO]-(m:Mention) WHERE x.endedBy IS NULL RETURN m.id ORDER BY m.id }) AS mention
