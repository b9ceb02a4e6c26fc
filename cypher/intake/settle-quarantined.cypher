// Settles quarantined rows: corrected and given again, or turned down by a person.
// @write
// @param ids: readonly string[]
// @param state: string
// @param by: string
// @column id: string
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $ids AS id
MATCH (q:QuarantinedRow {id: id})
WHERE q.state = 'OPEN'
SET q.state = $state, q.settledBy = $by, q.settledAt = datetime()
RETURN q.id AS id
