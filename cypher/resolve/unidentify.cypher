// Forgets by which identifiers some mentions were known; their attributes still tell.
// @write
// @param mentions: readonly string[]
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $mentions AS mention
MATCH (:Mention {id: mention})-[x:IDENTIFIED_BY]->(:Identifier)
DELETE x
