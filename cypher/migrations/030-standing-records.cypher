// How many records a dataset states, kept, since counting a million takes seconds.
MATCH (s:Dataset)
WHERE s.id > '' AND s.records IS NULL
CALL (s) {
  // Locks it before its records are counted.
  SET s.records = 0
  WITH s
  SET s.records = COUNT { MATCH (r:Record) WHERE r.dataset = s.id AND r.id > '' AND r.endedBy IS NULL }
} IN TRANSACTIONS OF 1 ROW;
