// Where and when vehicles passed: ids are digests, so their order is as good as chance.
MATCH (r:Record)
WHERE r.dataset = 'traffic-police/passages' AND r.momentCell IS NOT NULL
WITH r ORDER BY r.id LIMIT toInteger($count)
RETURN r.point.x AS longitude, r.point.y AS latitude, r.validFrom.epochMillis AS at
