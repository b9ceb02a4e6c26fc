// Revokes an app for good; no row when it is revoked already.
// @write
// @param id: string
// @param at: DateTime
// @param reason: string
// @column id: string
MATCH (a:App {id: $id})
WHERE a.revokedAt IS NULL
SET a.revokedAt = $at, a.revokedReason = $reason
RETURN a.id AS id
