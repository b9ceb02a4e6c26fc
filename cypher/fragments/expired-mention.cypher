// A mention that its record makes no more, since before the limit.
// @system what is kept too long is erased for the product
m.endedBy IS NOT NULL
  AND (m.validTo <= $before OR COLLECT { MATCH (x:Delivery {id: m.endedBy}) RETURN x.statedAt }[0] <= $before)
