// A part of a chain in its order, with all that its hashes are made of.
// @read
// @system a chain vouches for itself
// @param chain: string
// @param after: bigint
// @param limit: bigint
// @column sequence: number
// @column at: number
// @column previous: string
// @column hash: string
// @column digest: string
// @column salt: string | null
// @column body: string | null
// @column actor: string | null
// @column scope: string | null
// @column subjects: readonly string[] | null
MATCH (e:LogEntry)
WHERE e.chain = $chain AND e.sequence > $after
WITH e
ORDER BY e.sequence
LIMIT $limit
RETURN e.sequence AS sequence, e.at.epochMillis AS at, e.previous AS previous, e.hash AS hash, e.digest AS digest,
       e.salt AS salt, e.body AS body, e.actor AS actor, e.scope AS scope, e.subjects AS subjects
