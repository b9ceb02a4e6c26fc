// Locks the lease on resolution and tells who holds it.
// @write
// @column owner: string | null
// @column until: DateTime | null
// @column work: string | null
MATCH (l:Lock {name: 'resolution'})
SET l.taken = l.taken + 1
RETURN l.owner AS owner, l.until AS until, l.work AS work
