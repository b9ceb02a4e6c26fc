// Forgets by which identifiers some mentions are known; that they were remains, for whoever asks what is held about her.
// What was held back under them is so no longer, unless the mention ended.
// @write
// @param mentions: readonly string[]
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $mentions AS mention
MATCH (m:Mention {id: mention})-[x:IDENTIFIED_BY]->(i:Identifier)
MERGE (m)-[:WAS_IDENTIFIED_BY]->(i)
FOREACH (stands IN CASE WHEN m.endedBy IS NULL THEN [true] ELSE [] END | REMOVE m:HeldBack)
DELETE x
