// Appends entries to a chain that still ends where they begin; writes nothing, and gives no row, when it does not.
// @write
// @allow Eager: the head moves before the entries of one group commit are written
// @param chain: string
// @param sequence: bigint
// @param hash: string
// @param lastSequence: bigint
// @param lastHash: string
// @param at: DateTime
// @param rows: readonly Properties[]
// @column written: number
MATCH (h:LogHead {chain: $chain})
SET h.taken = h.taken + 1
WITH h
WHERE h.sequence = $sequence AND h.hash = $hash
SET h.sequence = $lastSequence, h.hash = $lastHash, h.at = $at
WITH h
UNWIND $rows AS row
CREATE (e:LogEntry)
SET e = row
RETURN count(e) AS written
