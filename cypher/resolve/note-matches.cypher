// Keeps the machine's evidence about pairs of mentions; a pair is noted once, from the smaller id to the larger.
// @write
// @param model: string
// @param rows: readonly { readonly left: string; readonly right: string; readonly weight: number }[]
UNWIND $rows AS row
CALL (row) { MATCH (l:Mention {id: row.left}) RETURN l }
CALL (row) { MATCH (r:Mention {id: row.right}) RETURN r }
MERGE (l)-[x:MATCH]->(r)
SET x.weight = row.weight, x.model = $model
