// Remembers that a migration was applied, with the checksum of its text.
// @write
// @allow NodeByLabelScan: a few dozen Migration nodes at most
// @param name: string
// @param checksum: string
// @column name: string
MERGE (m:Migration {name: $name})
ON CREATE SET m.checksum = $checksum, m.appliedAt = datetime()
RETURN m.name AS name
