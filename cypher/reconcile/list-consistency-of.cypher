// How consistent each of some departments is with others, attribute by attribute: counted over all entities, told in steps.
// @read
// @open counted over all there is; who asks is told in steps
// @param departments: readonly string[]
// @param limit: bigint
// @column department: string
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
WHERE c.id > '' AND c.compared > 0 AND (c.left IN $departments OR c.right IN $departments)
WITH c
ORDER BY c.id
UNWIND [side IN [c.left, c.right] WHERE side IN $departments] AS department
WITH department, collect(DISTINCT c)[..$limit] AS own
UNWIND own AS c
RETURN department, c.id AS id, c.entityKind AS entityKind, c.attribute AS attribute, c.kind AS kind, c.scheme AS scheme, c.left AS left,
       c.right AS right, c.compared AS compared, c.differing AS differing
ORDER BY id
