// Every matter, newest first, each with the entities that its subjects are today.
// @read
// @system who may see or use a matter is decided by whoever reads it
// @param limit: bigint
// @column id: string
// @column title: string
// @column legalBasis: string
// @column state: string
// @column version: number
// @column openedBy: string
// @column openedAt: DateTime
// @column approvals: string
// @column endsAt: DateTime
// @column scope: string
// @column reasonEn: string | null
// @column reasonZh: string | null
// @column concealedUntil: DateTime | null
// @column survivors: readonly string[]
MATCH (x:Matter)
WHERE x.id > ''
WITH x ORDER BY x.openedAt DESC, x.id LIMIT $limit
RETURN x.id AS id, x.title AS title, x.legalBasis AS legalBasis, x.state AS state, x.version AS version,
       x.openedBy AS openedBy, x.openedAt AS openedAt, x.approvals AS approvals, x.endsAt AS endsAt, x.scope AS scope,
       x.reasonEn AS reasonEn, x.reasonZh AS reasonZh, x.concealedUntil AS concealedUntil,
       COLLECT {
         UNWIND x.subjects AS subject
         MATCH (e:Entity {id: subject})
         MATCH (s:Entity {id: e.redirectTo})
         RETURN s.id
       } AS survivors
