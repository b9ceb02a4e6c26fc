// Gives the lease on resolution to somebody, or to nobody.
// @write
// @param owner: string | null
// @param until: DateTime | null
// @param work: string | null
MATCH (l:Lock {name: 'resolution'})
SET l.owner = $owner, l.until = $until, l.work = $work
