// Marks the store as half restored: nothing else opens it until the mark is gone.
// @write
// @allow NodeByLabelScan: one Restore node at most
MERGE (x:Restore {name: 'restore'})
SET x.begunAt = datetime()
