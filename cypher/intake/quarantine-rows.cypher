// Puts rows that break their contract where they wait, with the reason.
// @write
// @param delivery: string
// @param rows: readonly Properties[]
MATCH (d:Delivery {id: $delivery})
UNWIND $rows AS row
CREATE (q:QuarantinedRow)-[:FROM]->(d)
SET q = row
