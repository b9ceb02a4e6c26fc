// Points that people found to be nobody's place, and those that they found to be somebody's after all.
// @read
// @system they hold for every record
// @column point: Point
// @column isBarred: boolean
MATCH (k:KnownProblem)
WHERE k.state IN ['LIVE', 'RELEASED'] AND k.scope = 'PATTERN' AND k.point IS NOT NULL
RETURN k.point AS point, k.state = 'LIVE' AS isBarred
