// Keys of the values that some mentions state and that were found wrong of what they are about, unless they do so rightly by now.
// @read
// @system they hold for every decision about who is who
// @param mentions: readonly string[]
// @column mention: MentionId
// @column keys: readonly string[]
UNWIND $mentions AS mention
MATCH (m:Mention {id: mention})<-[a:ABOUT|RETURNED]-(k:KnownProblem)
WHERE k.state = 'LIVE' AND k.scope = 'ENTITY' AND coalesce(a.states, a.releasedAt IS NULL)
      AND NOT EXISTS { MATCH (k)-[r:RETURNED]->(m) WHERE r.releasedAt IS NOT NULL }
RETURN mention, collect(DISTINCT k.key) AS keys
