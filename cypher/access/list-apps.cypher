// Every registered app with its keys that live, the oldest first, and how many documents it may run.
// @read
// @system who may call is decided from it
// @param now: DateTime
// @column id: string
// @column name: string
// @column department: string | null
// @column scopes: readonly string[]
// @column costPerMinute: number
// @column registeredAt: number
// @column revokedAt: number | null
// @column keys: readonly { readonly id: string; readonly endsAt: number }[]
// @column documents: number
MATCH (a:App)
WHERE a.id > ''
RETURN a.id AS id, a.name AS name, a.department AS department, a.scopes AS scopes, a.costPerMinute AS costPerMinute,
       a.registeredAt.epochMillis AS registeredAt, a.revokedAt.epochMillis AS revokedAt,
       COLLECT {
         MATCH (a)-[:HAS]->(k:AppKey)
         WHERE k.endsAt > $now
         RETURN {id: k.id, endsAt: k.endsAt.epochMillis}
         ORDER BY k.createdAt
       } AS keys,
       COUNT { (a)-[:RUNS]->(:TrustedDocument) } AS documents
ORDER BY id
