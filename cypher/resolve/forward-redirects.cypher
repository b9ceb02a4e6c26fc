// Lets ids that were merged earlier point at the newest survivor in one step.
// @write
// @param rows: readonly { readonly entity: string; readonly survivor: string }[]
// @allow Eager: redirects are read before they are rewritten, within one batch
UNWIND $rows AS row
MATCH (e:Entity {redirectTo: row.entity})
SET e.redirectTo = row.survivor
