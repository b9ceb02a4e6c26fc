// A page of entities in descending order of their ids.
// @read
// @unguarded e: guarded in the slot standing
// @param after: string
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param limit: bigint
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column evidence: number # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @column mentions: readonly (readonly [MentionId, RecordId, string, string, string, string, string, string, string | null, number, number, string, number, number, boolean])[] | null # value
// @slot type: type-now | type-as-of
// @slot standing: standing-now | standing-as-of
// @slot mentioned: mentioned-now | mentioned-valid-now | mentioned-as-of | mentioned-valid-as-of
// @slot nameless: nameless-any | nameless-now
// @slot evidence: evidence-now | evidence-as-of
// @slot names: names-now | names-as-of
// @slot mentions: mentions-none | mentions-now
MATCH (e:Entity)
WHERE e.id < $after AND e.kind IN $kinds AND (size($entityTypes) = 0 OR {{type}} IN $entityTypes)
      AND {{standing}} AND {{mentioned}} AND {{nameless}}
WITH e ORDER BY e.id DESC LIMIT $limit
RETURN e.id AS id, e.kind AS kind, {{type}} AS type, {{evidence}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names, {{mentions}} AS mentions
ORDER BY id DESC
