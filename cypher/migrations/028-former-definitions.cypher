// Under which definitions a dataset's standing and former statements may have been made: its deliveries name them.
MATCH (s:Dataset)
WHERE s.id > '' AND s.definitions IS NULL
CALL (s) {
  // Locks it before its deliveries are read.
  SET s.definitions = []
  WITH s
  OPTIONAL MATCH (s)<-[:OF]-(d:Delivery)
  WITH s, d.definition AS hash, max(d.sequence) AS last
  ORDER BY last
  WITH s, collect(hash) AS known
  SET s.definitions = [hash IN known WHERE hash <> s.definition] + s.definition
} IN TRANSACTIONS OF 10 ROWS;
