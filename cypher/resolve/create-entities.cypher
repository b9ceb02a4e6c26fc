// Creates entities of one kind, or revives ones that had ended.
// @write
// @param rows: readonly { readonly id: string; readonly properties: Properties }[]
// @slot kind: kind-person | kind-organization | kind-thing | kind-place | kind-event
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
ON CREATE SET e += row.properties
ON MATCH SET e.endedAt = NULL, e.redirectTo = NULL, e.evidence = row.properties.evidence
SET {{kind}}
