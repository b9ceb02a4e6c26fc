// How often datasets stated again what was found wrong, and how many of their mentions state it today; of statements that may be known.
// A mention that was stated anew since goes on stating it only where that was noted.
// @read
// @unguarded k: only what guarded mentions state of it is counted
// @param departments: readonly string[]
// @column dataset: string # id
// @column problems: number # count
// @column returns: number # count
// @column standing: number # count
MATCH (k:KnownProblem)
USING INDEX k:KnownProblem(state, scope)
WHERE k.state IN ['LIVE', 'RELEASED'] AND k.scope = 'ENTITY'
MATCH (k)-[r:ABOUT|RETURNED]->(m:Mention)
WHERE coalesce(r.states, true) AND (size($departments) = 0 OR any(d IN $departments WHERE m.dataset STARTS WITH d + '/')) AND {{mention(m)}}
WITH k, m, sum(r.times) AS times, max(coalesce(r.at, k.at)) AS noted, max(r.releasedAt) AS releasedAt
WITH m.dataset AS dataset, k, times, k.state = 'LIVE' AND releasedAt IS NULL AND m.endedBy IS NULL AND m.recordedFrom <= noted AS stands
WHERE times > 0 OR stands
RETURN dataset, count(DISTINCT k) AS problems, sum(times) AS returns, sum(CASE WHEN stands THEN 1 ELSE 0 END) AS standing
ORDER BY dataset
