// Every node, as a backup keeps it. Migrations are left out: a restored store runs its own.
// @read
// @system a backup holds everything
// @allow AllNodesScan: a backup reads everything, once
// @column id: string
// @column labels: readonly string[]
// @column properties: Readonly<Record<string, unknown>>
MATCH (n)
WHERE NOT n:Migration
RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties
