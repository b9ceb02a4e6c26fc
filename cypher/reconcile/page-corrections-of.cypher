// A page of the open corrections of each of some departments that may be known, those that are due first ahead.
// @read
// @param departments: readonly string[]
// @param ownDepartments: readonly string[]
// @param after: DateTime
// @param afterId: string
// @param limit: bigint
// @column department: string # existence
// @column id: string # id
// @column dueAt: DateTime # existence
UNWIND $departments AS department
CALL (department) {
  MATCH (k:Correction)
  WHERE k.state = 'OPEN' AND k.dueAt >= $after AND CASE WHEN k.dueAt = $after THEN k.id > $afterId ELSE true END
        AND k.department = department
  WITH k
  ORDER BY k.state, k.dueAt, k.id
  MATCH (k)-[:CORRECTS]->(d:Discrepancy)
  WHERE {{correction(k, d, $ownDepartments)}}
  RETURN k
  ORDER BY k.state, k.dueAt, k.id
  LIMIT $limit
}
RETURN department, k.id AS id, k.dueAt AS dueAt
ORDER BY dueAt, id
