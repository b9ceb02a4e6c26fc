// The present state s of a record r that stands. A subquery, since renaming r would lose the order of its index.
CALL (r) {
  WITH r
  WHERE r.endedBy IS NULL
  RETURN r AS s
}
