// Remembers that all of the synthetic city was taken in.
// @write
// @allow NodeByLabelScan: one Demo node at most
MATCH (x:Demo {name: 'city'})
SET x.finishedAt = datetime()
