// The open items about a judgement.
// @read
// @system upkeep of the queue
// @param judgement: string
// @column id: string
MATCH (i:ReviewItem {judgement: $judgement})
WHERE i.state = 'OPEN'
RETURN i.id AS id
