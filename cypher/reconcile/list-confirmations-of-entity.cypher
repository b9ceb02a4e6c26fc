// What was confirmed about an entity, as far as it may be known, newest first.
// @read
// @param entity: string
// @param limit: bigint
// @unguarded Entity: it was named by whoever asks
// @column id: ConfirmationId # id
// @column attribute: string # existence
// @column kind: string # existence
// @column state: string # existence
// @column department: string | null # id
// @column by: string # id
// @column at: number # existence
// @column reason: string # existence
// @column endedBy: string | null # id
// @column endedAt: number | null # existence
// @column endReason: string | null # existence
MATCH (:Entity {id: $entity})<-[x:REFERS_TO]-(m:Mention)<-[:ABOUT]-(c:Confirmation)
WHERE x.endedBy IS NULL AND {{mention(m)}} AND {{confirmation(c)}}
WITH DISTINCT c
ORDER BY c.at DESC, c.id
LIMIT $limit
RETURN c.id AS id, c.attribute AS attribute, c.kind AS kind, c.state AS state, c.department AS department,
       c.by AS by, c.at.epochMillis AS at, c.reason AS reason, c.endedBy AS endedBy, c.endedAt.epochMillis AS endedAt,
       c.endReason AS endReason
ORDER BY at DESC, id
