// Empties a store that holds nothing, or only what a restore that was cut short had written. Runs on its own, in parts.
// @write
// @allow AllNodesScan: everything but the mark goes, before a restore begins
MATCH (n)
WHERE NOT n:Restore
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 10000 ROWS
