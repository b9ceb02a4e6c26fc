// A discrepancy as it is, for what sends it to a department: the datasets of its sides, and the correction of either that is open.
// @read
// @system who may send it is checked before
// @param id: string
// @column state: string
// @column attribute: string
// @column left: string
// @column right: string
// @column mentions: readonly { readonly id: MentionId; readonly dataset: string; readonly hash: string; readonly isRight: boolean }[]
// @column corrections: readonly { readonly id: string; readonly department: string }[]
MATCH (d:Discrepancy {id: $id})
RETURN d.state AS state, d.attribute AS attribute, d.left AS left, d.right AS right,
       COLLECT { MATCH (d)-[a:ABOUT]->(m:Mention) RETURN {id: m.id, dataset: m.dataset, hash: m.hash, isRight: a.isRight} ORDER BY m.id } AS mentions,
       COLLECT { MATCH (d)<-[:CORRECTS]-(k:Correction) WHERE k.state IN ['OPEN', 'CORRECTED'] RETURN {id: k.id, department: k.department} ORDER BY k.id } AS corrections
