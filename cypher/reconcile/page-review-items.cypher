// A page of what waits for a person, what a decision is worth most first; of items that somebody else has in hand or not.
// @read
// @param kinds: readonly string[]
// @param entityKinds: readonly string[]
// @param departments: readonly string[]
// @param attributes: readonly string[]
// @param center: Point
// @param radius: number
// @param worth: number
// @param seeAll: boolean
// @param after: string
// @param by: string
// @param now: DateTime
// @param free: boolean
// @param limit: bigint
// @column id: string # id
// @column kind: string # existence
// @column reason: string # existence
// @column state: string # existence
// @column worth: number | null # count
// @column bits: number | null # existence
// @column entityKind: string # existence
// @column judgement: string | null # id
// @column correction: string | null # id
// @column openedAt: number # existence
// @column leasedBy: string | null # id
// @column leasedUntil: number | null # existence
// @column endedBy: string | null # id
// @column endedAt: number | null # existence
// @column endReason: string | null # existence
// @column mentions: readonly { readonly id: MentionId; readonly isRight: boolean }[] # id
MATCH (i:ReviewItem)
WHERE i.state = 'OPEN' AND i.worth <= $worth AND CASE WHEN i.worth = $worth THEN i.id > $after ELSE true END
      AND i.kind IN $kinds AND i.entityKind IN $entityKinds
      AND (size($departments) = 0 OR any(d IN i.departments WHERE d IN $departments))
      AND (size($attributes) = 0 OR any(a IN i.attributes WHERE a IN $attributes))
      AND (NOT $free OR i.leasedUntil IS NULL OR i.leasedUntil <= $now OR i.leasedBy = $by)
WITH i
ORDER BY i.state DESC, i.worth DESC, i.id
WHERE {{reviewItem(i)}}
      AND ($radius <= 0 OR EXISTS { MATCH (i)-[:ABOUT]->(n:Mention) WHERE point.distance(n.point, $center) <= $radius AND {{mention(n)}} })
WITH i
ORDER BY i.state DESC, i.worth DESC, i.id
LIMIT $limit
WITH i, i.worth AS ranked
RETURN i.id AS id, i.kind AS kind, i.reason AS reason, i.state AS state, CASE WHEN $seeAll THEN i.worth END AS worth, i.bits AS bits,
       i.entityKind AS entityKind, i.judgement AS judgement, i.correction AS correction, i.openedAt.epochMillis AS openedAt, i.leasedBy AS leasedBy,
       i.leasedUntil.epochMillis AS leasedUntil, i.endedBy AS endedBy, i.endedAt.epochMillis AS endedAt, i.endReason AS endReason,
       COLLECT { MATCH (i)-[a:ABOUT]->(m:Mention) WHERE {{mention(m)}} RETURN {id: m.id, isRight: a.isRight} ORDER BY m.id LIMIT 50 } AS mentions
ORDER BY ranked DESC, id
