// All that a review item is about, for what answers it.
// @read
// @system who has it in hand is checked before
// @param id: string
// @column id: MentionId
// @column isRight: boolean
MATCH (:ReviewItem {id: $id})-[a:ABOUT]->(m:Mention)
RETURN m.id AS id, a.isRight AS isRight
ORDER BY id
