// Changes what became of some corrections.
// @write
// @allow Eager: what is changed is looked for; the corrections of one batch
// @param rows: readonly { readonly id: string; readonly properties: Properties }[]
UNWIND $rows AS row
MATCH (k:Correction {id: row.id})
SET k += row.properties
