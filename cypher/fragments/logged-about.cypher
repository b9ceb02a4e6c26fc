// The entries e that may have touched certain subjects: those that are filed under them, as a full-text query names them, and
// those that are not filed yet.
// @param chain: string
// @param about: string
CALL () {
  CALL db.index.fulltext.queryNodes('filed_entry_subjects', $about) YIELD node AS e
  RETURN e
  UNION
  OPTIONAL MATCH (f:LogFiling {chain: $chain})
  WITH coalesce(f.upTo, 0) AS upTo
  MATCH (e:LogEntry)
  WHERE e.chain = $chain AND e.sequence > upTo
  RETURN e
}
WITH e
