// The records after a position in time.
// @param fromTime: number
// @param fromId: string
WITH found, r, s, at
WHERE at > $fromTime OR (at = $fromTime AND r.id > $fromId)
WITH found, r, s, at
ORDER BY at, r.id
LIMIT $limit
