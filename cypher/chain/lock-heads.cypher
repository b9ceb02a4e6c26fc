// Takes the head of every chain until the transaction ends, and says where each chain ends.
// @write
// @allow NodeByLabelScan: one LogHead node for each chain, a handful
// @column chain: string
// @column sequence: number
// @column hash: string
// @column at: number
MATCH (h:LogHead)
SET h.taken = h.taken + 1
RETURN h.chain AS chain, h.sequence AS sequence, h.hash AS hash, h.at.epochMillis AS at
ORDER BY chain
