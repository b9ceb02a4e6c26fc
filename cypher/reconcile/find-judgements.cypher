// Some judgements, of each the mentions that may be known; one of which none may is not known either.
// @read
// @unguarded i: only what it says of guarded mentions is counted
// @param ids: readonly string[]
// @param seeAll: boolean
// @column id: JudgementId # id
// @column act: string # existence
// @column verdict: string # existence
// @column state: string # existence
// @column kind: string # existence
// @column reason: string # existence
// @column by: string # id
// @column at: DateTime # existence
// @column models: readonly string[] # id
// @column evidence: readonly string[] # existence
// @column contradicts: readonly string[] # id
// @column approvedBy: string | null # id
// @column approvedAt: DateTime | null # existence
// @column endingBy: string | null # id
// @column endingReason: string | null # existence
// @column endedBy: string | null # id
// @column endApprovedBy: string | null # id
// @column endedAt: DateTime | null # existence
// @column endReason: string | null # existence
// @column created: number # existence
// @column merged: number # existence
// @column split: number # existence
// @column moved: number # count
// @column mentions: readonly { readonly id: MentionId; readonly isRight: boolean }[] # id
UNWIND $ids AS id
MATCH (j:Judgement {id: id})
WHERE {{judgement(j)}}
RETURN j.id AS id, j.act AS act, j.verdict AS verdict, j.state AS state, j.kind AS kind, j.reason AS reason, j.by AS by,
       j.at AS at, j.models AS models, j.evidence AS evidence, j.contradicts AS contradicts, j.approvedBy AS approvedBy,
       j.approvedAt AS approvedAt, j.endingBy AS endingBy, j.endingReason AS endingReason, j.endedBy AS endedBy,
       j.endApprovedBy AS endApprovedBy, j.endedAt AS endedAt, j.endReason AS endReason, j.created AS created, j.merged AS merged, j.split AS split,
       CASE WHEN $seeAll THEN j.moved ELSE COUNT {
         MATCH (j)<-[:CAUSED_BY]-(i:IdentityEvent)
         WHERE i.type = 'DECIDED' AND i.batch = 0
         UNWIND i.mentions AS one
         MATCH (m:Mention {id: one})
         WHERE {{mention(m)}}
         RETURN m
       } END AS moved,
       COLLECT { MATCH (j)-[a:ABOUT]->(m:Mention) WHERE {{mention(m)}} RETURN {id: m.id, isRight: a.isRight} ORDER BY m.id } AS mentions
