// Forgets what some identifiers stood for, before it is said anew.
// @write
// @param keys: readonly string[]
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $keys AS key
MATCH (:Identifier {key: key})-[d:DENOTES]->(:Entity)
DELETE d
