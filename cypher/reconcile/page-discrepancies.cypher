// A page of the discrepancies that may be known, newest first.
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
MATCH (d:Discrepancy)
WHERE d.state IN $states AND d.since <= $before AND CASE WHEN d.since = $before THEN d.id < $beforeId ELSE true END
      AND d.severity IN $severities AND d.entityKind IN $entityKinds
      AND (size($departments) = 0 OR d.left IN $departments OR d.right IN $departments)
      AND (size($attributes) = 0 OR d.attribute IN $attributes)
      AND {{discrepancy(d)}}
RETURN d.id AS id, d.since AS since
ORDER BY since DESC, id DESC
LIMIT $limit
