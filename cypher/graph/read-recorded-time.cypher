// The recorded time of what was written last.
// @read
// @open the product's own state
// @column at: DateTime | null
MATCH (l:Lock {name: 'writer'})
RETURN l.at AS at
