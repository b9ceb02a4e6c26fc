// A page of the entities that have some values or are linked to one that has, as of a recorded time.
// @read
// @param afterName: string
// @param afterId: string
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param recorded: DateTime
// @param limit: bigint
// @column sortName: string
// @column mention: string
// @column id: EntityId
// @column kind: string
// @column type: string
// @column evidence: number
// @column recordedFrom: number
// @column names: readonly (readonly [string, string, string, string, number])[] | null
// @slot start: start-datasets-as-of | start-keys-as-of | start-link-as-of | start-both-as-of
// @slot mentioned: mentioned-as-of
// @slot position: position-by-id
// @slot page: page-ascending | page-descending
// @slot names: names-as-of
{{start}}
WITH DISTINCT e
WHERE e.kind IN $kinds AND (size($entityTypes) = 0 OR e.type IN $entityTypes) AND {{mentioned}}
{{position}}
{{page}}
RETURN sortName, mention, e.id AS id, e.kind AS kind, e.type AS type, COUNT { MATCH (e)<-[u:REFERS_TO]-(:Mention) WHERE u.recordedFrom <= $recorded AND u.recordedTo > $recorded } AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names
