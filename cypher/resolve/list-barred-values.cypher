// Keys of the values that people found to be nobody's: they join nothing, and nothing prefers them; and whether any value was
// found wrong of some entity alone, so that nobody looks for it in vain.
// @read
// @system they hold for every decision about who is who, and for every reader
// @column barred: readonly { readonly id: KnownProblemId; readonly key: string; readonly kind: string; readonly at: number }[]
// @column areRejected: boolean
RETURN COLLECT {
         MATCH (k:KnownProblem)
         WHERE k.state = 'LIVE' AND k.scope = 'PATTERN'
         RETURN {id: k.id, key: k.key, kind: k.kind, at: k.liveAt.epochMillis}
       } AS barred,
       EXISTS { MATCH (k:KnownProblem) WHERE k.state = 'LIVE' AND k.scope = 'ENTITY' } AS areRejected
