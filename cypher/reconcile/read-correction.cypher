// A correction as it is, for what answers it.
// @read
// @system who may answer it is checked before
// @param id: string
// @column state: string
// @column department: string
// @column discrepancy: string
// @column entity: EntityId
// @column right: string
// @column attribute: string
// @column kind: string
// @column scheme: string | null
// @column answer: string | null
// @column value: string | null
// @column evidence: string | null
// @column salt: string
// @column mentions: readonly { readonly id: MentionId; readonly hash: string; readonly isRight: boolean }[]
MATCH (k:Correction {id: $id})-[:CORRECTS]->(d:Discrepancy)
RETURN k.state AS state, k.department AS department, d.id AS discrepancy, d.entity AS entity, d.right AS right, d.attribute AS attribute, d.kind AS kind, d.scheme AS scheme,
       k.answer AS answer, k.value AS value, k.evidence AS evidence, k.salt AS salt,
       COLLECT { MATCH (d)-[a:ABOUT]->(m:Mention) RETURN {id: m.id, hash: m.hash, isRight: a.isRight} ORDER BY m.id } AS mentions
