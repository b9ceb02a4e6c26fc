// Remembers which migrations were applied, each with the checksum of its text.
// @write
// @allow NodeByLabelScan: a few dozen Migration nodes at most
// @param rows: readonly { readonly name: string; readonly checksum: string }[]
UNWIND $rows AS row
MERGE (m:Migration {name: row.name})
ON CREATE SET m.checksum = row.checksum, m.appliedAt = datetime()
