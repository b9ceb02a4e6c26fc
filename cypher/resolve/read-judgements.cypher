// The judgements in force about some mentions, with all mentions that each is about and what those refer to today.
// @read
// @system identity is decided from everything
// @param mentions: readonly string[]
// @column id: JudgementId
// @column verdict: string
// @column mentions: readonly { readonly id: MentionId; readonly isRight: boolean; readonly entity: EntityId | null }[]
UNWIND $mentions AS mention
MATCH (:Mention {id: mention})<-[:ABOUT]-(j:Judgement)
WHERE j.state = 'LIVE' AND j.verdict <> 'UNSURE'
WITH DISTINCT j
RETURN j.id AS id, j.verdict AS verdict, COLLECT {
  MATCH (j)-[a:ABOUT]->(m:Mention)
  OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
  WHERE x.endedBy IS NULL
  RETURN {id: m.id, isRight: a.isRight, entity: e.id}
} AS mentions
