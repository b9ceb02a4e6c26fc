// A page of a chain's entries, newest first, of those that a filter leaves.
// @read
// @system only those read it who may, and that is asked where it is handed out
// @param chain: string
// @param from: bigint
// @param before: bigint
// @param caller: string | null
// @param matter: string | null
// @param subject: string | null
// @param limit: bigint
// @column sequence: number
// @column at: number
// @column actor: string | null
// @column scope: string | null
// @column subjects: readonly string[] | null
// @column body: string | null
// @slot logged: logged-all | logged-by | logged-under | logged-about
{{logged}}
WHERE e.chain = $chain AND e.sequence >= $from AND e.sequence < $before
  AND ($caller IS NULL OR e.actor = $caller) AND ($matter IS NULL OR e.scope = $matter)
  AND ($subject IS NULL OR $subject IN e.subjects)
WITH e
ORDER BY e.sequence DESC
LIMIT $limit
RETURN e.sequence AS sequence, e.at.epochMillis AS at, e.actor AS actor, e.scope AS scope, e.subjects AS subjects,
       e.body AS body
