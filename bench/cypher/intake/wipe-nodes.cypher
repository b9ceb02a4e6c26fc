// Empties the store, second part: every node but what a migrated store begins with. Runs on its own.
MATCH (n)
WHERE NOT n:Migration AND NOT n:Lock AND NOT n:AreaHistory
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 20000 ROWS
