// One page of the deliveries d of all datasets.
// @param limit: bigint
WITH d
ORDER BY d.receivedAt DESC, d.id DESC
LIMIT $limit
