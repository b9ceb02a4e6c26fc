// A mention m by its id.
// @unguarded m: the product itself files it
MATCH (m:Mention {id: row.id})
