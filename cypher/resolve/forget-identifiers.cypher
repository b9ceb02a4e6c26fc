// Drops identifiers that nothing is known by any more, and from the others the names that nobody bears now. One that an
// ended or earlier statement still holds stays, so that the person is told of it; so does one that a restriction names.
// @write
// @param rows: readonly { readonly key: string; readonly names: readonly string[] }[]
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $rows AS row
MATCH (i:Identifier {key: row.key})
SET i.names = row.names
WITH i
WHERE NOT EXISTS { (i)<-[:IDENTIFIED_BY]-() } AND NOT EXISTS { (i)-[:DENOTES]->() }
  AND NOT EXISTS { (i)<-[:HOLDS_BACK]-() }
WITH i, substring(i.key, size(split(i.key, ':')[0]) + 1) AS value
WHERE NOT EXISTS {
  MATCH (i)<-[:WAS_IDENTIFIED_BY]-(m:Mention)
  WHERE m.attributes CONTAINS value OR EXISTS { MATCH (m)-[:WAS]->(v:MentionVersion) WHERE v.attributes CONTAINS value }
}
DETACH DELETE i
