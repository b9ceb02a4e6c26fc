// Says which models are in use from now on.
// @write
// @param rows: readonly { readonly id: string; readonly state: string }[]
UNWIND $rows AS row
MATCH (m:Model {id: row.id})
SET m.state = row.state
