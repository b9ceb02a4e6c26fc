// Every dataset with its department, the hashes of its definitions, oldest first, the present one last, and whether a person
// holds back something in it.
// @read
// @open the catalogue is for everybody
// @unguarded m: only whether there is one, and that reaches no caller
// @column id: string
// @column name: string
// @column description: string | null
// @column sharing: string
// @column derivedFrom: readonly string[]
// @column definitions: readonly string[]
// @column recordedFrom: number | null
// @column department: string
// @column departmentName: string
// @column holdsBack: boolean
MATCH (s:Dataset)
WHERE s.id > ''
MATCH (p:Department {id: s.department})
RETURN s.id AS id, s.name AS name, s.description AS description, s.sharing AS sharing,
       s.derivedFrom AS derivedFrom,
       [hash IN coalesce(s.definitions, []) WHERE hash <> s.definition] + s.definition AS definitions,
       s.recordedFrom.epochMillis AS recordedFrom, p.id AS department, p.name AS departmentName,
       EXISTS { MATCH (m:Mention&HeldBack) USING INDEX m:HeldBack(dataset) WHERE m.dataset = s.id } AS holdsBack
ORDER BY id
