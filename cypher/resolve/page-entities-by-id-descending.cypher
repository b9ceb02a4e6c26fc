// A page of entities in descending order of their ids.
// @read
// @param after: string
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param limit: bigint
// @column id: EntityId
// @column kind: string
// @column type: string
// @column evidence: number
// @column recordedFrom: number
// @column names: readonly (readonly [string, string, string, string, number])[] | null
// @column mentions: readonly (readonly [MentionId, RecordId, string, string, string, string, string, string, string, number, number, string, number, number])[] | null
// @slot standing: standing-now | standing-as-of
// @slot mentioned: mentioned-now | mentioned-as-of
// @slot evidence: evidence-now | evidence-as-of
// @slot names: names-now | names-as-of
// @slot mentions: mentions-none | mentions-now
MATCH (e:Entity)
WHERE e.id < $after AND e.kind IN $kinds AND (size($entityTypes) = 0 OR e.type IN $entityTypes)
      AND {{standing}} AND {{mentioned}}
WITH e ORDER BY e.id DESC LIMIT $limit
RETURN e.id AS id, e.kind AS kind, e.type AS type, {{evidence}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names, {{mentions}} AS mentions
ORDER BY id DESC
