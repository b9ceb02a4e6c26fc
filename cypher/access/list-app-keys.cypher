// The keys of an app that live, the oldest first.
// @read
// @system who may call is decided from it
// @param id: string
// @param now: DateTime
// @column id: string
// @column endsAt: number
MATCH (:App {id: $id})-[:HAS]->(k:AppKey)
WHERE k.endsAt > $now
RETURN k.id AS id, k.endsAt.epochMillis AS endsAt
ORDER BY k.createdAt
