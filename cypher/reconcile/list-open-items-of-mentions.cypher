// The open items about some mentions.
// @read
// @system upkeep of the queue
// @param mentions: readonly string[]
// @column id: string
// @column kind: string
// @column notedAt: DateTime
UNWIND $mentions AS mention
MATCH (:Mention {id: mention})<-[:ABOUT]-(i:ReviewItem)
WHERE i.state = 'OPEN'
RETURN DISTINCT i.id AS id, i.kind AS kind, i.notedAt AS notedAt
