// Says of an open item that nothing is to be decided about it.
// @write
// @param id: string
// @param by: string
// @param at: DateTime
// @param reason: string
// @column id: string
MATCH (i:ReviewItem {id: $id})
WHERE i.state = 'OPEN'
SET i.state = 'DISMISSED', i.endedBy = $by, i.endedAt = $at, i.endReason = $reason
RETURN i.id AS id
