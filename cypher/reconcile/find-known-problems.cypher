// Some known problems, as far as they may be known, with what the mentions state that they go with.
// @read
// @unguarded v: the version of a guarded mention
// @unguarded e: a guarded mention refers to it
// @param ids: readonly string[]
// @column id: KnownProblemId # id
// @column scope: string # existence
// @column state: string # existence
// @column key: string # existence
// @column attribute: string # existence
// @column kind: string # existence
// @column scheme: string | null # existence
// @column dataset: string | null # id
// @column department: string | null # id
// @column departments: readonly string[] # id
// @column validFrom: number | null # existence
// @column validTo: number | null # existence
// @column reason: string # existence
// @column by: string # id
// @column at: string # existence
// @column confirmedBy: string | null # id
// @column confirmedAt: number | null # existence
// @column endedBy: string | null # id
// @column endedAt: number | null # existence
// @column endReason: string | null # existence
// @column occurrences: number | null # count
// @column entities: readonly EntityId[] # id
// @column longitude: number | null # value
// @column latitude: number | null # value
// @column stated: readonly { readonly dataset: string; readonly role: string; readonly inScope: boolean; readonly attributes: readonly string[] }[] # value
// @column returned: readonly { readonly mention: MentionId; readonly delivery: DeliveryId; readonly dataset: string; readonly at: number; readonly times: number; readonly newPeriod: boolean; readonly newEvidence: boolean; readonly releasedBy: string | null; readonly releasedAt: number | null }[] # existence
UNWIND $ids AS id
MATCH (k:KnownProblem {id: id})
WHERE {{knownProblem(k)}}
RETURN k.id AS id, k.scope AS scope, k.state AS state, k.key AS key, k.attribute AS attribute, k.kind AS kind, k.scheme AS scheme,
       k.dataset AS dataset, k.department AS department, k.departments AS departments,
       k.validFrom.epochMillis AS validFrom, k.validTo.epochMillis AS validTo, k.reason AS reason, k.by AS by, toString(k.at) AS at,
       k.confirmedBy AS confirmedBy, k.confirmedAt.epochMillis AS confirmedAt, k.endedBy AS endedBy,
       k.endedAt.epochMillis AS endedAt, k.endReason AS endReason, k.occurrences AS occurrences,
       k.point.x AS longitude, k.point.y AS latitude,
       COLLECT {
         MATCH (k)-[:ABOUT]->(a:Mention)-[x:REFERS_TO]->(e:Entity)
         WHERE k.scope = 'ENTITY' AND x.endedBy IS NULL AND {{mention(a)}}
         RETURN DISTINCT e.id
       } AS entities,
       COLLECT {
         MATCH (k)-[b:ABOUT]->(m:Mention)
         WHERE b.states AND {{mention(m)}}
         WITH m ORDER BY m.id LIMIT 20
         RETURN {dataset: m.dataset, role: m.role, inScope: {{inScope(m)}},
                 attributes: [m.attributes] + COLLECT { MATCH (m)-[:WAS]->(v:MentionVersion) WHERE NOT v:HeldBack RETURN v.attributes LIMIT 20 }}
       } AS stated,
       COLLECT {
         MATCH (k)-[r:RETURNED]->(n:Mention)
         WHERE {{mention(n)}}
         WITH r, n ORDER BY r.at DESC, n.id LIMIT 100
         RETURN {mention: n.id, delivery: r.delivery, dataset: n.dataset, at: r.at.epochMillis, times: r.times, newPeriod: r.newPeriod,
                 newEvidence: r.newEvidence, releasedBy: r.releasedBy, releasedAt: r.releasedAt.epochMillis}
       } AS returned
