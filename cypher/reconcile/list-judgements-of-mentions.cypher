// Judgements about some mentions that may be known, newest first, at most a hundred of each.
// @read
// @param mentions: readonly string[]
// @param limit: bigint
// @column mention: MentionId # id
// @column id: JudgementId # id
UNWIND $mentions AS mention
CALL (mention) {
  MATCH (m:Mention {id: mention})<-[:ABOUT]-(j:Judgement)
  WHERE {{mention(m)}} AND {{judgement(j)}}
  RETURN j
  ORDER BY j.at DESC, j.id DESC
  LIMIT $limit
}
RETURN mention, j.id AS id
