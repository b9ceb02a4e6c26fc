// The deliveries d of all datasets, to a limit.
// @param most: bigint
WITH '' AS dataset, d
LIMIT $most
