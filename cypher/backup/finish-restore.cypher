// Takes the mark away: the store is whole.
// @write
// @allow NodeByLabelScan: one Restore node at most
MATCH (x:Restore)
DELETE x
