// In which order the cells of raw rows stand, by layout.
// @read
// @open names of columns stand in the contract
// @param hashes: readonly string[]
// @column hash: string
// @column columns: readonly string[]
UNWIND $hashes AS hash
MATCH (l:RowLayout {hash: hash})
RETURN l.hash AS hash, l.columns AS columns
