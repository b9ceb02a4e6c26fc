// Which file of areas is kept.
// @read
// @open areas are a public reference
// @column hash: string
MATCH (h:AreaHistory {name: 'areas'})
RETURN h.hash AS hash
