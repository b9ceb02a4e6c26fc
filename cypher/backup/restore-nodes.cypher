// Writes a batch of nodes and says which of the store's own ids each was given.
// @write
// @allow Eager: labels that are known only when it runs make the planner careful; a batch is a few megabytes
// @param rows: readonly { readonly id: number; readonly labels: readonly string[]; readonly properties: Readonly<Record<string, unknown>> }[]
// @column id: number
// @column made: string
UNWIND $rows AS row
CREATE (n:$(row.labels))
SET n = row.properties
RETURN row.id AS id, elementId(n) AS made
