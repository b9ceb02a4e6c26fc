// Takes a chain's head until the transaction ends, so that nobody else appends meanwhile.
// @write
// @param chain: string
// @column sequence: number
// @column hash: string
// @column at: number
MATCH (h:LogHead {chain: $chain})
SET h.taken = h.taken + 1
RETURN h.sequence AS sequence, h.hash AS hash, h.at.epochMillis AS at
