// Definitions by their hashes.
// @read
// @open contracts are for everybody
// @param hashes: readonly string[]
// @column hash: string
// @column contractFile: string
// @column contractText: string
// @column mappingFile: string
// @column mappingText: string
UNWIND $hashes AS hash
MATCH (f:Definition {hash: hash})
RETURN f.hash AS hash, f.contractFile AS contractFile, f.contractText AS contractText,
       f.mappingFile AS mappingFile, f.mappingText AS mappingText
