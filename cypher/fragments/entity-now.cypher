// The entity e that an asked one, a, is today: itself, or what it was merged into.
// @unguarded survivor: it becomes e, which is guarded
OPTIONAL MATCH (survivor:Entity {id: a.redirectTo})
WITH asked, coalesce(survivor, a) AS e
WHERE e.endedAt IS NULL AND {{entity(e)}}
