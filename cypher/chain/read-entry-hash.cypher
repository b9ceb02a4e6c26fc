// The hash of one entry of a chain.
// @read
// @param chain: string
// @param sequence: bigint
// @column hash: string
MATCH (e:LogEntry {chain: $chain, sequence: $sequence})
RETURN e.hash AS hash
