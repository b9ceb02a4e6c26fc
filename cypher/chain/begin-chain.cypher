// Makes the head of a chain that has none yet.
// @write
// @param chain: string
// @param hash: string
// @param at: DateTime
// @column sequence: number
MERGE (h:LogHead {chain: $chain})
ON CREATE SET h.sequence = 0, h.hash = $hash, h.at = $at, h.taken = 0
RETURN h.sequence AS sequence
