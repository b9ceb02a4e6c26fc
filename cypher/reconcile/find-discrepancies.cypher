// Some discrepancies that may be known, whatever became of them.
// @read
// @param ids: readonly string[]
// @column id: string # id
// @column entity: string # id
// @column entityKind: string # existence
// @column attribute: string # existence
// @column kind: string # existence
// @column scheme: string | null # existence
// @column left: string # existence
// @column right: string # existence
// @column severity: string # existence
// @column state: string # existence
// @column from: number # existence
// @column to: number # existence
// @column since: DateTime # existence
// @column openedBy: CauseId # id
// @column closedAt: DateTime | null # existence
// @column closedBy: CauseId | null # id
// @column closedReason: string | null # existence
// @column mentions: readonly { readonly id: MentionId; readonly isRight: boolean }[] # id
UNWIND $ids AS id
MATCH (d:Discrepancy {id: id})
WHERE {{discrepancy(d)}}
RETURN d.id AS id, d.entity AS entity, d.entityKind AS entityKind, d.attribute AS attribute, d.kind AS kind, d.scheme AS scheme,
       d.left AS left, d.right AS right, d.severity AS severity, d.state AS state, d.from.epochMillis AS from, d.to.epochMillis AS to,
       d.since AS since, d.openedBy AS openedBy, d.closedAt AS closedAt, d.closedBy AS closedBy, d.closedReason AS closedReason,
       COLLECT { MATCH (d)-[a:ABOUT]->(m:Mention) WHERE {{attribute(m, d.attribute)}} RETURN {id: m.id, isRight: a.isRight} ORDER BY m.id } AS mentions
