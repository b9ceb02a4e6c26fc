// With which key rows of a dataset were erased; null when none were.
// @read
// @param dataset: string
// @column key: string | null
MATCH (s:Dataset {id: $dataset})
RETURN s.erasureKey AS key
