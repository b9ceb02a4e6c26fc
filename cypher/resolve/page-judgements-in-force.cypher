// A page of the judgements in force, in order of their ids, with all mentions that each is about.
// @read
// @system identity is decided from everything
// @param after: string
// @param limit: bigint
// @column id: JudgementId
// @column verdict: string
// @column mentions: readonly { readonly id: MentionId; readonly isRight: boolean; readonly entity: EntityId | null }[]
MATCH (j:Judgement)
WHERE j.state = 'LIVE' AND j.id > $after
WITH j ORDER BY j.id LIMIT $limit
RETURN j.id AS id, j.verdict AS verdict, COLLECT {
  MATCH (j)-[a:ABOUT]->(m:Mention)
  RETURN {id: m.id, isRight: a.isRight, entity: null}
} AS mentions
ORDER BY id
