// A page of the discrepancies that may be known, newest first: of each state so many, in the order of their index, and of those the newest.
// @read
// @param states: readonly string[]
// @param severities: readonly string[]
// @param entityKinds: readonly string[]
// @param departments: readonly string[]
// @param attributes: readonly string[]
// @param before: DateTime
// @param beforeId: string
// @param limit: bigint
// @column id: string # id
// @column since: DateTime # existence
UNWIND $states AS state
CALL (state) {
  MATCH (d:Discrepancy)
  WHERE d.state = state AND d.since <= $before AND CASE WHEN d.since = $before THEN d.id < $beforeId ELSE true END
        AND d.severity IN $severities AND d.entityKind IN $entityKinds
        AND (size($departments) = 0 OR d.left IN $departments OR d.right IN $departments)
        AND (size($attributes) = 0 OR d.attribute IN $attributes)
  WITH d
  ORDER BY d.state DESC, d.since DESC, d.id DESC
  WHERE {{discrepancy(d)}}
  RETURN d
  ORDER BY d.state DESC, d.since DESC, d.id DESC
  LIMIT $limit
}
RETURN d.id AS id, d.since AS since
ORDER BY since DESC, id DESC
LIMIT $limit
