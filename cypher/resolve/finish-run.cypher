// Closes a run of resolution with what it came to.
// @write
// @param id: string
// @param at: DateTime
// @param report: string
MATCH (o:ResolutionRun {id: $id})
SET o.state = 'DONE', o.finishedAt = $at, o.report = $report
