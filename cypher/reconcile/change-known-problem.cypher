// Changes what stands on a known problem.
// @write
// @param id: string
// @param properties: Properties
MATCH (k:KnownProblem {id: $id})
SET k += $properties
