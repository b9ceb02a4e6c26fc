// The app that a key belongs to, and when the key ends.
// @read
// @system who may call is decided from it
// @param hash: string
// @column id: string
// @column name: string
// @column department: string | null
// @column scopes: readonly string[]
// @column costPerMinute: number
// @column registeredAt: number
// @column revokedAt: number | null
// @column endsAt: number
MATCH (k:AppKey {hash: $hash})<-[:HAS]-(a:App)
RETURN a.id AS id, a.name AS name, a.department AS department, a.scopes AS scopes, a.costPerMinute AS costPerMinute,
       a.registeredAt.epochMillis AS registeredAt, a.revokedAt.epochMillis AS revokedAt,
       k.endsAt.epochMillis AS endsAt
