// A superseded statement of a record whose time is over: it, or what it speaks of, gave way before the limit.
// @system what is kept too long is erased for the product
v.validTo <= $before
  OR coalesce(COLLECT { MATCH (r)-[:WAS]->(w:RecordVersion) WHERE w.version = v.version + 1 RETURN w.statedAt }[0],
              r.statedAt) <= $before
