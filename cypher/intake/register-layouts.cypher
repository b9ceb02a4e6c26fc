// Remembers in which order the cells of kept raw rows stand.
// @write
// @param rows: readonly { readonly hash: string; readonly columns: readonly string[] }[]
UNWIND $rows AS row
MERGE (l:RowLayout {hash: row.hash})
ON CREATE SET l.columns = row.columns
