// A page of entities in ascending order of the least standard name among their mentions (in some datasets).
// Types and datasets may be empty, which lets everything through: no index is at stake.
// @read
// @unguarded e: a guarded mention refers to it
// @param afterName: string
// @param afterId: string
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param datasets: readonly string[]
// @param limit: bigint
// @column sortName: string # name
// @column mention: string # id
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column evidence: number # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @column mentions: readonly (readonly [MentionId, RecordId, string, string, string, string, string, string, string | null, number, number, string, number, number, boolean])[] | null # value
// @slot mentioned: mentioned-any | mentioned-valid-now
// @slot names: names-now
// @slot mentions: mentions-none | mentions-now
UNWIND $kinds AS kind
CALL (kind) {
  MATCH (m:Mention)
  WHERE m.kind = kind AND m.sortName >= $afterName AND m.id IS NOT NULL
        AND CASE WHEN m.sortName = $afterName THEN m.id > $afterId ELSE true END AND (size($datasets) = 0 OR m.dataset IN $datasets)
        AND m.sortName <> '' AND {{mention(m)}} AND {{name(m)}}
  MATCH (m)-[x:REFERS_TO]->(e:Entity)
  WHERE x.endedBy IS NULL AND {{mentioned}} AND (size($entityTypes) = 0 OR e.type IN $entityTypes)
        AND NOT EXISTS {
          MATCH (e)<-[z:REFERS_TO]-(n:Mention)
          WHERE z.endedBy IS NULL AND (size($datasets) = 0 OR n.dataset IN $datasets)
                AND n.sortName <> '' AND (n.sortName < m.sortName OR (n.sortName = m.sortName AND n.id < m.id))
                AND {{mention(n)}} AND {{name(n)}}
        }
  RETURN e, m
  ORDER BY m.kind ASC, m.sortName ASC, m.id ASC
  LIMIT $limit
}
WITH e, m ORDER BY m.sortName ASC, m.id ASC LIMIT $limit
RETURN m.sortName AS sortName, m.id AS mention, e.id AS id, e.kind AS kind, e.type AS type, {{evidence(e)}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names, {{mentions}} AS mentions
ORDER BY sortName ASC, mention ASC
