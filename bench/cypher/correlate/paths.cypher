// The five cheapest paths of at most six links: from each end half of the way, where both meet. A hop costs one, an entity led through
// the binary logarithm of its links and one; none with more than 500 links is led through, none twice.
CALL () {
  MATCH (:Entity {id: $from}) ((x:Entity)-[k:LINK]-(:Entity) WHERE x.id = $from OR COUNT { (x)-[:LINK]-() } <= 500){1,3} (m:Entity)
  WHERE NOT m IN x AND size(x) = size(COLLECT { UNWIND x AS one RETURN DISTINCT one })
  RETURN m, true AS isNear, x AS through, k AS links
  UNION ALL
  MATCH (:Entity {id: $to}) ((x:Entity)-[k:LINK]-(:Entity) WHERE x.id = $to OR COUNT { (x)-[:LINK]-() } <= 500){0,3} (m:Entity)
  WHERE NOT m IN x AND size(x) = size(COLLECT { UNWIND x AS one RETURN DISTINCT one })
  RETURN m, false AS isNear, x AS through, k AS links
}
WITH m, collect(CASE WHEN isNear THEN {through: through, links: links} END) AS nears,
     collect(CASE WHEN isNear THEN null ELSE {through: through, links: links} END) AS fars
WHERE size(nears) > 0 AND size(fars) > 0 AND (m.id = $to OR COUNT { (m)-[:LINK]-() } <= 500)
UNWIND nears AS near
UNWIND fars AS far
WITH m, near, far
WHERE size(near.links) - size(far.links) IN [0, 1] AND none(one IN near.through WHERE one IN far.through)
WITH near.links + far.links AS links, [one IN near.through + far.through + [m] WHERE NOT one.id IN [$from, $to]] AS middles
WITH links, middles, size(links) + reduce(sum = 0.0, one IN middles | sum + log(1 + COUNT { (one)-[:LINK]-() }) / log(2)) AS cost
ORDER BY cost
LIMIT 5
RETURN cost, [l IN links | [startNode(l).id, startNode(l).kind, endNode(l).id, endNode(l).kind, l.type, l.dataset, toString(l.support)]] AS links
