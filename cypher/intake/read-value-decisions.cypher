// Whether anything was decided about values, so that nobody looks for it in vain.
// @read
// @open tells whether there is any, of all entities together
// @column exist: boolean
RETURN EXISTS { MATCH (k:KnownProblem) WHERE k.state = 'LIVE' AND k.scope > '' } OR EXISTS { MATCH (c:Confirmation) WHERE c.state = 'LIVE' } AS exist
