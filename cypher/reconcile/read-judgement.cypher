// A judgement with all mentions that it is about, for what decides about it.
// @read
// @system who may decide is checked before
// @param id: string
// @column id: JudgementId
// @column act: string
// @column verdict: string
// @column state: string
// @column kind: string
// @column reason: string
// @column by: string
// @column at: DateTime
// @column models: readonly string[]
// @column evidence: readonly string[]
// @column contradicts: readonly string[]
// @column approvedBy: string | null
// @column approvedAt: DateTime | null
// @column endingBy: string | null
// @column endingReason: string | null
// @column endedBy: string | null
// @column endApprovedBy: string | null
// @column endedAt: DateTime | null
// @column endReason: string | null
// @column created: number
// @column merged: number
// @column split: number
// @column moved: number
// @column mentions: readonly { readonly id: MentionId; readonly isRight: boolean }[]
MATCH (j:Judgement {id: $id})
RETURN j.id AS id, j.act AS act, j.verdict AS verdict, j.state AS state, j.kind AS kind, j.reason AS reason, j.by AS by,
       j.at AS at, j.models AS models, j.evidence AS evidence, j.contradicts AS contradicts, j.approvedBy AS approvedBy,
       j.approvedAt AS approvedAt, j.endingBy AS endingBy, j.endingReason AS endingReason, j.endedBy AS endedBy,
       j.endApprovedBy AS endApprovedBy, j.endedAt AS endedAt, j.endReason AS endReason, j.created AS created, j.merged AS merged, j.split AS split,
       j.moved AS moved,
       COLLECT { MATCH (j)-[a:ABOUT]->(m:Mention) RETURN {id: m.id, isRight: a.isRight} ORDER BY m.id } AS mentions
