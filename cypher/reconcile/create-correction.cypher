// Sends a discrepancy to a department.
// @write
// @param discrepancy: string
// @param properties: Properties
MATCH (d:Discrepancy {id: $discrepancy})
CREATE (k:Correction)-[:CORRECTS]->(d)
SET k = $properties
