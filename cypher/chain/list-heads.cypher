// Every chain of the store and where it ends.
// @read
// @system a chain vouches for itself
// @allow NodeByLabelScan: one LogHead node for each chain, a handful
// @column chain: string
// @column sequence: number
// @column hash: string
// @column at: number
MATCH (h:LogHead)
RETURN h.chain AS chain, h.sequence AS sequence, h.hash AS hash, h.at.epochMillis AS at
ORDER BY chain
