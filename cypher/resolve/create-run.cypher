// Opens a run of resolution; runs that died are said to have been given up.
// @write
// @param id: string
// @param at: DateTime
// @param models: readonly string[]
// @allow Eager: runs that died are closed before the new one is made; a handful
OPTIONAL MATCH (o:ResolutionRun)
WHERE o.id > '' AND o.state = 'RUNNING'
SET o.state = 'GIVEN_UP'
WITH count(o) AS closed
CREATE (:ResolutionRun {id: $id, state: 'RUNNING', startedAt: $at, models: $models})
