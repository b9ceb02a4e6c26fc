// Where a chain ends, by its head.
// @read
// @system a chain vouches for itself
// @param chain: string
// @column sequence: number
// @column hash: string
// @column at: number
MATCH (h:LogHead {chain: $chain})
RETURN h.sequence AS sequence, h.hash AS hash, h.at.epochMillis AS at
