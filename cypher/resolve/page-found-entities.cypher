// A page of the entities that have some values or are linked to one that has.
// @read
// @param afterName: string
// @param afterId: string
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param limit: bigint
// @column sortName: string # name
// @column mention: string # id
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column evidence: number # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @slot start: start-datasets-now | start-keys-now | start-link-now | start-both-now
// @slot mentioned: mentioned-now | mentioned-valid-now
// @slot position: position-by-name | position-by-id
// @slot page: page-ascending | page-descending
// @slot names: names-now
{{start}}
WITH DISTINCT e
WHERE e.kind IN $kinds AND (size($entityTypes) = 0 OR e.type IN $entityTypes) AND {{mentioned}} AND {{entity(e)}}
{{position}}
{{page}}
RETURN sortName, mention, e.id AS id, e.kind AS kind, e.type AS type, {{evidence(e)}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names
