// The hash of one entry of a chain.
// @read
// @system a chain vouches for itself
// @param chain: string
// @param sequence: bigint
// @column hash: string
MATCH (e:LogEntry {chain: $chain, sequence: $sequence})
RETURN e.hash AS hash
