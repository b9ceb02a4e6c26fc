// How many corrections that may be known are open of some departments, and how many of them are overdue.
// @read
// @param departments: readonly string[]
// @param ownDepartments: readonly string[]
// @param now: DateTime
// @param most: bigint
// @column department: string # existence
// @column open: number # count
// @column overdue: number # count
UNWIND $departments AS department
CALL (department) {
  MATCH (k:Correction)
  WHERE k.state = 'OPEN' AND k.dueAt >= datetime({epochMillis: 0}) AND k.department = department
  WITH k
  ORDER BY k.state, k.dueAt
  MATCH (k)-[:CORRECTS]->(d:Discrepancy)
  WHERE {{correction(k, d, $ownDepartments)}}
  RETURN k
  ORDER BY k.state, k.dueAt
  LIMIT $most
}
RETURN department, count(k) AS open, sum(CASE WHEN k.dueAt <= $now THEN 1 ELSE 0 END) AS overdue
