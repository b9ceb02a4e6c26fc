// Puts restored records back under the deliveries that had stated them.
// @write
// @param rows: readonly { readonly id: string; readonly delivery: string }[]
// @allow Eager: the old relationship is read before it is replaced, within one batch
UNWIND $rows AS row
CALL (row) { MATCH (r:Record {id: row.id})-[i:IN]->(:Delivery) RETURN r, i }
CALL (row) { MATCH (d:Delivery {id: row.delivery}) RETURN d }
DELETE i
CREATE (r)-[:IN]->(d)
SET r.delivery = row.delivery
