// A definition by its hash: the contract and the mapping that a delivery was read by.
// @read
// @open contracts are for everybody
// @param hash: string
// @column hash: string
// @column contractFile: string
// @column contractText: string
// @column mappingFile: string
// @column mappingText: string
// @column references: string
MATCH (f:Definition {hash: $hash})
RETURN f.hash AS hash, f.contractFile AS contractFile, f.contractText AS contractText,
       f.mappingFile AS mappingFile, f.mappingText AS mappingText,
       coalesce(f.references, '') AS references
