// Every dataset with its department and the hash of its present definition.
// @read
// @open the catalogue is for everybody
// @column id: string
// @column name: string
// @column description: string | null
// @column sharing: string
// @column derivedFrom: readonly string[]
// @column definition: string
// @column department: string
// @column departmentName: string
MATCH (s:Dataset)
WHERE s.id > ''
MATCH (p:Department {id: s.department})
RETURN s.id AS id, s.name AS name, s.description AS description, s.sharing AS sharing,
       s.derivedFrom AS derivedFrom, s.definition AS definition, p.id AS department, p.name AS departmentName
ORDER BY id
