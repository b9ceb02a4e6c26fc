// A superseded version m of a mention by its id.
// @unguarded m: the product itself files it
MATCH (m:MentionVersion {id: row.id})
