// Keys of the values that people found to be nobody's: they join nothing, and nothing prefers them.
// @read
// @system they hold for every decision about who is who, and for every reader
// @column id: KnownProblemId
// @column key: string
// @column kind: string
// @column at: number
MATCH (k:KnownProblem)
WHERE k.state = 'LIVE' AND k.scope = 'PATTERN'
RETURN k.id AS id, k.key AS key, k.kind AS kind, k.liveAt.epochMillis AS at
