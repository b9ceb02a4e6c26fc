// Judgements in force about mentions that say something else now.
// @read
// @system upkeep of the queue
// @param mentions: readonly string[]
// @column id: JudgementId
// @column mentions: readonly { readonly id: MentionId; readonly isRight: boolean }[]
UNWIND $mentions AS mention
MATCH (:Mention {id: mention})<-[:ABOUT]-(j:Judgement)
WHERE j.state = 'LIVE' AND j.verdict <> 'UNSURE'
WITH DISTINCT j
RETURN j.id AS id, COLLECT { MATCH (j)-[a:ABOUT]->(m:Mention) RETURN {id: m.id, isRight: a.isRight} LIMIT 50 } AS mentions
