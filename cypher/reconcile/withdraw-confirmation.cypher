// Takes a confirmation back.
// @write
// @param id: string
// @param at: DateTime
// @param by: string
// @param reason: string
MATCH (c:Confirmation {id: $id})
SET c.state = 'WITHDRAWN', c.endedAt = $at, c.endedBy = $by, c.endReason = $reason
