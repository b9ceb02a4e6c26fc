// A page of the entities that have some values or are linked to one that has, as of a recorded time.
// @read
// @param afterName: string
// @param afterId: string
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param recorded: DateTime
// @param limit: bigint
// @column sortName: string # name
// @column mention: string # id
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column evidence: number # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @slot start: start-datasets-as-of | start-keys-as-of | start-link-as-of | start-both-as-of
// @slot mentioned: mentioned-as-of | mentioned-valid-as-of
// @slot position: position-by-id
// @slot page: page-ascending | page-descending
// @slot names: names-as-of
{{start}}
WITH DISTINCT e
WHERE e.kind IN $kinds AND (size($entityTypes) = 0 OR {{typeAsOf(e)}} IN $entityTypes) AND {{mentioned}} AND {{entityAsOf(e)}}
{{position}}
{{page}}
RETURN sortName, mention, e.id AS id, e.kind AS kind, {{typeAsOf(e)}} AS type, {{evidenceAsOf(e)}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names
