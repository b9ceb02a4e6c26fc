// Lets keys of an app end at a time, unless they end before it.
// @write
// @param id: string
// @param keys: readonly string[]
// @param at: DateTime
// @column id: string
MATCH (:App {id: $id})-[:HAS]->(k:AppKey)
WHERE k.id IN $keys AND k.endsAt > $at
SET k.endsAt = $at
RETURN k.id AS id
