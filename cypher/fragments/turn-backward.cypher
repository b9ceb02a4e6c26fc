// The records before a position in time, nearest first.
// @param fromTime: number
// @param fromId: string
WITH found, r, s, at
WHERE at < $fromTime OR (at = $fromTime AND r.id < $fromId)
WITH found, r, s, at
ORDER BY at DESC, r.id DESC
LIMIT $limit
