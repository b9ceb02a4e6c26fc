// Migrations that were applied, in order.
// @read
// @open the product's own state
// @allow NodeByLabelScan: a few dozen Migration nodes at most
// @column name: string
// @column checksum: string
MATCH (m:Migration)
RETURN m.name AS name, m.checksum AS checksum
ORDER BY name
