// The entries e that touched certain subjects, as a full-text query names them.
// @param about: string
CALL db.index.fulltext.queryNodes('log_entry_subjects', $about) YIELD node AS e
