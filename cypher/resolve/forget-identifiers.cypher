// Drops identifiers that nothing is known by any more, and from the others the names that nobody bears now.
// @write
// @param rows: readonly { readonly key: string; readonly names: readonly string[] }[]
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $rows AS row
MATCH (i:Identifier {key: row.key})
SET i.names = row.names
WITH i
WHERE NOT EXISTS { (i)<-[:IDENTIFIED_BY]-() } AND NOT EXISTS { (i)-[:DENOTES]->() }
DETACH DELETE i
