// An app by its id.
// @read
// @system who may call is decided from it
// @param id: string
// @column id: string
// @column name: string
// @column department: string | null
// @column scopes: readonly string[]
// @column costPerMinute: number
// @column registeredAt: number
// @column revokedAt: number | null
MATCH (a:App {id: $id})
RETURN a.id AS id, a.name AS name, a.department AS department, a.scopes AS scopes, a.costPerMinute AS costPerMinute,
       a.registeredAt.epochMillis AS registeredAt, a.revokedAt.epochMillis AS revokedAt
