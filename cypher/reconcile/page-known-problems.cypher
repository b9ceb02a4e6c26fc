// A page of the known problems that may be known, newest first.
// @read
// @unguarded Mention: only whether it refers to an entity that was named
// @unguarded Entity: it was named by whoever asks
// @param states: readonly string[]
// @param scopes: readonly string[]
// @param datasets: readonly string[]
// @param departments: readonly string[]
// @param attributes: readonly string[]
// @param entity: string
// @param before: DateTime
// @param beforeId: string
// @param limit: bigint
// @column id: KnownProblemId # id
// @column at: DateTime # existence
MATCH (k:KnownProblem)
WHERE k.at <= $before AND CASE WHEN k.at = $before THEN k.id < $beforeId ELSE true END AND k.state IN $states AND k.scope IN $scopes
      AND (size($datasets) = 0 OR k.dataset IN $datasets)
      AND (size($departments) = 0 OR any(d IN k.departments WHERE d IN $departments))
      AND (size($attributes) = 0 OR k.attribute IN $attributes)
      AND ($entity = '' OR EXISTS { MATCH (k)-[:ABOUT]->(:Mention)-[x:REFERS_TO]->(:Entity {id: $entity}) WHERE x.endedBy IS NULL })
      AND {{knownProblem(k)}}
RETURN k.id AS id, k.at AS at
ORDER BY at DESC, id DESC
LIMIT $limit
