// Writes areas.
// @write
// @allow Eager: sets all properties of what it has just made; one file of areas
// @param rows: readonly { readonly id: string; readonly properties: Properties }[]
UNWIND $rows AS row
CREATE (a:Area {id: row.id})
SET a = row.properties
