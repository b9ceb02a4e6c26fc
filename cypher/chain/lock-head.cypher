// Takes a chain's head until the transaction ends, so that nobody else appends meanwhile; makes the head of one that has none yet.
// @write
// @param chain: string
// @param genesis: string
// @param beginning: DateTime
// @column sequence: number
// @column hash: string
// @column at: number
MERGE (h:LogHead {chain: $chain})
ON CREATE SET h.sequence = 0, h.hash = $genesis, h.at = $beginning, h.taken = 0
SET h.taken = h.taken + 1
RETURN h.sequence AS sequence, h.hash AS hash, h.at.epochMillis AS at
