// Keeps what pairs of datasets share at a recorded time, as of a delivery.
// @write
// @allow Eager: sets all properties of what it looks for by id; some hundreds
// @param rows: readonly { readonly id: string; readonly properties: Properties }[]
UNWIND $rows AS row
MERGE (p:CrossingPoint {id: row.id})
SET p = row.properties
