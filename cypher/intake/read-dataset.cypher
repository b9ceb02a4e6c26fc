// A dataset with its present definition and where its deliveries stand.
// @read
// @open the catalogue is for everybody
// @param id: string
// @column id: string
// @column sequence: number
// @column definition: string
// @column contractFile: string
// @column contractText: string
// @column mappingFile: string
// @column mappingText: string
// @column references: string
// @column onceRole: string | null
MATCH (s:Dataset {id: $id})
MATCH (f:Definition {hash: s.definition})
RETURN s.id AS id, s.sequence AS sequence, s.definition AS definition, f.contractFile AS contractFile,
       f.contractText AS contractText, f.mappingFile AS mappingFile, f.mappingText AS mappingText,
       coalesce(f.references, '') AS references, s.onceRole AS onceRole
