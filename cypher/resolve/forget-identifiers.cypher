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
WITH i
WHERE NOT EXISTS {
  MATCH (i)<-[:WAS_IDENTIFIED_BY]-(m:Mention)
  WHERE {{bears(m, i)}} OR EXISTS { MATCH (m)-[:WAS]->(v:MentionVersion) WHERE {{bears(v, i)}} }
}
DETACH DELETE i
