// Some corrections that may be known, whatever became of them.
// @read
// @param ids: readonly string[]
// @param ownDepartments: readonly string[]
// @column id: string # id
// @column discrepancy: string # id
// @column entity: string # id
// @column entityKind: string # existence
// @column attribute: string # existence
// @column kind: string # existence
// @column scheme: string | null # existence
// @column left: string # existence
// @column right: string # existence
// @column severity: string # existence
// @column closedAt: DateTime | null # existence
// @column department: string # existence
// @column state: string # existence
// @column dueAt: DateTime # existence
// @column sentAt: DateTime # existence
// @column sentBy: string # id
// @column note: string | null # value
// @column answeredAt: DateTime | null # existence
// @column answeredBy: string | null # id
// @column evidence: string | null # value
// @column value: string | null # value
// @column endedAt: DateTime | null # existence
// @column endedBy: CauseId | null # id
// @column mentions: readonly { readonly id: MentionId; readonly isRight: boolean }[] # id
UNWIND $ids AS id
MATCH (k:Correction {id: id})-[:CORRECTS]->(d:Discrepancy)
WHERE {{correction(k, d, $ownDepartments)}}
RETURN k.id AS id, d.id AS discrepancy, d.entity AS entity, d.entityKind AS entityKind, d.attribute AS attribute, d.kind AS kind,
       d.scheme AS scheme, d.left AS left, d.right AS right, d.severity AS severity, d.closedAt AS closedAt, k.department AS department,
       k.state AS state, k.dueAt AS dueAt, k.sentAt AS sentAt, k.sentBy AS sentBy, k.note AS note, k.answeredAt AS answeredAt,
       k.answeredBy AS answeredBy, k.evidence AS evidence, k.value AS value, k.endedAt AS endedAt, k.endedBy AS endedBy,
       COLLECT { MATCH (d)-[a:ABOUT]->(m:Mention) WHERE {{attribute(m, d.attribute)}} RETURN {id: m.id, isRight: a.isRight} ORDER BY m.id } AS mentions
