// A page of the corrections that may be known, those that are due first ahead: of each state so many, in the order of their index.
// @read
// @param states: readonly string[]
// @param departments: readonly string[]
// @param attributes: readonly string[]
// @param ownDepartments: readonly string[]
// @param dueBefore: DateTime
// @param after: DateTime
// @param afterId: string
// @param limit: bigint
// @column id: string # id
// @column dueAt: DateTime # existence
UNWIND $states AS state
CALL (state) {
  MATCH (k:Correction)
  WHERE k.state = state AND k.dueAt >= $after AND CASE WHEN k.dueAt = $after THEN k.id > $afterId ELSE true END AND k.dueAt <= $dueBefore
        AND (size($departments) = 0 OR k.department IN $departments)
  WITH k
  ORDER BY k.state, k.dueAt, k.id
  MATCH (k)-[:CORRECTS]->(d:Discrepancy)
  WHERE (size($attributes) = 0 OR d.attribute IN $attributes) AND {{correction(k, d, $ownDepartments)}}
  RETURN k
  ORDER BY k.state, k.dueAt, k.id
  LIMIT $limit
}
RETURN k.id AS id, k.dueAt AS dueAt
ORDER BY dueAt, id
LIMIT $limit
