// A page of the looks at one person's mentions, newest first: at the mentions, at their records, or at the entity that a
// mention was decided to be at that moment. Looks under a matter that is concealed still are left out.
// @read
// @system only those read it who may, and that is asked where it is handed out
// @param chain: string
// @param about: string
// @param from: bigint
// @param before: bigint
// @param now: DateTime
// @param ids: readonly string[]
// @param references: readonly { readonly entity: string; readonly from: number; readonly to: number }[]
// @param limit: bigint
// @column sequence: number
// @column at: number
// @column scope: string | null
// @column body: string
// @slot logged: logged-about
{{logged}}
WHERE e.chain = $chain AND e.sequence >= $from AND e.sequence < $before AND e.body IS NOT NULL
  AND (any(id IN $ids WHERE id IN e.subjects)
    OR any(one IN $references WHERE one.entity IN e.subjects AND one.from <= e.at.epochMillis < one.to))
  AND NOT EXISTS { MATCH (m:Matter {id: e.scope}) WHERE m.concealedUntil > $now }
WITH e
ORDER BY e.sequence DESC
LIMIT $limit
RETURN e.sequence AS sequence, e.at.epochMillis AS at, e.scope AS scope, e.body AS body
