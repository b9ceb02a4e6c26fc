// Mentions by id as they stand, or stood.
// @read
// @param ids: readonly string[]
// @column id: MentionId
// @column record: RecordId
// @column dataset: string
// @column role: string
// @column itemKey: string
// @column kind: string
// @column type: string
// @column name: string
// @column attributes: string
// @column validFrom: number
// @column validTo: number
// @column precision: string
// @column recordedFrom: number
// @column recordedTo: number
// @slot mention: mention-now | mention-as-of
UNWIND $ids AS asked
MATCH (m:Mention {id: asked})
{{mention}}
RETURN m.id AS id, s.record AS record, s.dataset AS dataset, s.role AS role, s.itemKey AS itemKey,
       s.kind AS kind, s.type AS type, s.name AS name, s.attributes AS attributes,
       s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo, s.precision AS precision,
       s.recordedFrom.epochMillis AS recordedFrom, s.recordedTo.epochMillis AS recordedTo
