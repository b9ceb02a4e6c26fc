// Connects areas with what they lay in, and with those that took them over.
// @write
// @allow CartesianProduct: two areas, each by its id
// @param within: readonly { readonly from: string; readonly to: string }[]
// @param succeeded: readonly { readonly from: string; readonly to: string; readonly year: bigint }[]
CALL () {
  UNWIND $within AS row
  MATCH (a:Area {id: row.from})
  WITH row, a
  MATCH (b:Area {id: row.to})
  CREATE (a)-[:WITHIN]->(b)
}
CALL () {
  UNWIND $succeeded AS row
  MATCH (a:Area {id: row.from})
  WITH row, a
  MATCH (b:Area {id: row.to})
  CREATE (a)-[:SUCCEEDED_BY {from: row.year}]->(b)
}
