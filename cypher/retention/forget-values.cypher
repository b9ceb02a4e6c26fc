// Lets go of decisions about values that nothing in the store states any more.
// @write
// @allow Eager: what is looked for goes; one batch
// @param ids: readonly string[]
UNWIND $ids AS id
MATCH (d:KnownProblem|Confirmation {id: id})
DETACH DELETE d
