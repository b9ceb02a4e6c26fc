// With which key rows of a dataset were erased; null when none were.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @column key: string | null
MATCH (s:Dataset {id: $dataset})
RETURN s.erasureKey AS key
