// How consistent pairs of departments are, attribute by attribute: counted over all entities, told in steps.
// @read
// @open counted over all there is; who asks is told in steps
// @param departments: readonly string[]
// @param attributes: readonly string[]
// @param limit: bigint
// @column id: string
// @column entityKind: string
// @column attribute: string
// @column kind: string
// @column scheme: string | null
// @column left: string
// @column right: string
// @column compared: number
// @column differing: number
MATCH (c:Consistency)
WHERE c.id > '' AND c.compared > 0
      AND (size($departments) = 0 OR c.left IN $departments OR c.right IN $departments)
      AND (size($attributes) = 0 OR c.attribute IN $attributes)
RETURN c.id AS id, c.entityKind AS entityKind, c.attribute AS attribute, c.kind AS kind, c.scheme AS scheme, c.left AS left, c.right AS right,
       c.compared AS compared, c.differing AS differing
ORDER BY id
LIMIT $limit
