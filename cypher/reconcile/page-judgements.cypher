// A page of the judgements in some state that may be known, newest first.
// @read
// @param states: readonly string[]
// @param before: DateTime
// @param beforeId: string
// @param limit: bigint
// @column id: JudgementId # id
// @column at: DateTime # existence
MATCH (j:Judgement)
WHERE j.at <= $before AND CASE WHEN j.at = $before THEN j.id < $beforeId ELSE true END AND j.state IN $states AND {{judgement(j)}}
RETURN j.id AS id, j.at AS at
ORDER BY at DESC, id DESC
LIMIT $limit
