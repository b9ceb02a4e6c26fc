// How often what was found wrong was delivered again, by the dataset that did; of statements that may be known.
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
MATCH (k)-[r:RETURNED]->(m:Mention)
WHERE (size($departments) = 0 OR any(d IN $departments WHERE m.dataset STARTS WITH d + '/')) AND {{mention(m)}}
RETURN m.dataset AS dataset, count(DISTINCT k) AS problems, sum(r.times) AS returns,
       sum(CASE WHEN k.state = 'LIVE' AND r.releasedAt IS NULL AND m.endedBy IS NULL THEN 1 ELSE 0 END) AS standing
ORDER BY dataset
