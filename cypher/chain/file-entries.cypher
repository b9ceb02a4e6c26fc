// Files the next entries of a chain under what they are about. Where filing got to stands apart from the head, which appends hold.
// @write
// @param chain: string
// @param limit: bigint
// @column filed: number
MERGE (f:LogFiling {chain: $chain})
ON CREATE SET f.upTo = 0
WITH f, f.upTo AS upTo
MATCH (e:LogEntry)
WHERE e.chain = $chain AND e.sequence > upTo
WITH f, e
ORDER BY e.sequence
LIMIT $limit
SET e:FiledEntry
WITH f, count(e) AS filed, max(e.sequence) AS last
SET f.upTo = last
RETURN filed
