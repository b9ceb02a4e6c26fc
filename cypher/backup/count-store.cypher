// How much the store holds, apart from what every start makes by itself.
// @read
// @system a backup holds everything
// @allow NodeByLabelScan: a few dozen Migration nodes and one Restore node at most
// @column nodes: number
// @column relationships: number
// @column locks: number
// @column restoring: boolean
RETURN COUNT { (n) } - COUNT { (:Migration) } - COUNT { (:Restore) } - COUNT { (:LogFiling) } AS nodes,
       COUNT { ()-[r]->() } AS relationships,
       COUNT { (:Lock) } AS locks,
       COUNT { (:Restore) } > 0 AS restoring
