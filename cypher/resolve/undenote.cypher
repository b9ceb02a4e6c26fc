// Forgets what some identifiers stood for, before it is said anew.
// @write
// @param keys: readonly string[]
UNWIND $keys AS key
MATCH (:Identifier {key: key})-[d:DENOTES]->(:Entity)
DELETE d
