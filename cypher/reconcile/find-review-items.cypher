// Some review items, whatever became of them.
// @read
// @param ids: readonly string[]
// @param seeAll: boolean
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
UNWIND $ids AS id
MATCH (i:ReviewItem {id: id})
WHERE {{reviewItem(i)}}
RETURN i.id AS id, i.kind AS kind, i.reason AS reason, i.state AS state, CASE WHEN $seeAll THEN i.worth END AS worth, i.bits AS bits,
       i.entityKind AS entityKind, i.judgement AS judgement, i.correction AS correction, i.openedAt.epochMillis AS openedAt, i.leasedBy AS leasedBy,
       i.leasedUntil.epochMillis AS leasedUntil, i.endedBy AS endedBy, i.endedAt.epochMillis AS endedAt, i.endReason AS endReason,
       COLLECT { MATCH (i)-[a:ABOUT]->(m:Mention) WHERE {{mention(m)}} RETURN {id: m.id, isRight: a.isRight} ORDER BY m.id LIMIT 50 } AS mentions
