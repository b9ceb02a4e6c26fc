// Erases what entries say; where they stand, and the salted digest of what they said, stays.
// @write
// @param chain: string
// @param from: bigint
// @param to: bigint
MATCH (e:LogEntry)
WHERE e.chain = $chain AND $from <= e.sequence <= $to
SET e.salt = null, e.body = null, e.actor = null, e.scope = null, e.subjects = null
