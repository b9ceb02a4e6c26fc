// Remembers that the synthetic city is being taken in, so that a start that was cut short is finished by the next one.
// @write
// @allow NodeByLabelScan: one Demo node at most
MERGE (x:Demo {name: 'city'})
ON CREATE SET x.begunAt = datetime()
