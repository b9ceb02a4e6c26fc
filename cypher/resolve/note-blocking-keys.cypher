// Notes the keys under which matching finds mentions, and forgets what they matched before.
// @write
// @param rows: readonly { readonly mention: string; readonly blocking: string | null }[]
// @allow Eager: what is looked for goes; one batch
UNWIND $rows AS row
MATCH (m:Mention {id: row.mention})
SET m.blocking = row.blocking
WITH m
MATCH (m)-[x:MATCH]-(:Mention)
DELETE x
