// Notes that the same file came again: what it states was still so then.
// @write
// @param delivery: string
// @param statedAt: DateTime
MATCH (d:Delivery {id: $delivery})
WHERE coalesce(d.confirmedAt, d.statedAt) < $statedAt
SET d.confirmedAt = $statedAt
