// Under which definitions a dataset's standing and former statements may have been made: its deliveries name them.
MATCH (s:Dataset)
WHERE s.id > ''
CALL (s) {
  // Locks it before its deliveries are read.
  SET s.definitions = []
  WITH s
  OPTIONAL MATCH (s)<-[:OF]-(d:Delivery)
  WITH s, d
  ORDER BY d.sequence
  WITH s, collect(DISTINCT d.definition) AS known
  SET s.definitions = [hash IN known WHERE hash <> s.definition] + s.definition
} IN TRANSACTIONS OF 10 ROWS;
