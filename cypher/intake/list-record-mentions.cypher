// The mentions that some records make, in order of role and item.
// @read
// @param records: readonly string[]
// @column id: MentionId # id
// @column record: RecordId # id
// @column dataset: string # id
// @column role: string # existence
// @column itemKey: string # existence
// @column kind: string # existence
// @column type: string # existence
// @column name: string | null # name
// @column attributes: string # value
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @column recordedFrom: number # existence
// @column recordedTo: number # existence
// @column inScope: boolean # scope
// @slot mentionOfRecord: standing-mention-now | mention-as-of
UNWIND $records AS asked
MATCH (r:Record {id: asked})-[:MENTIONS]->(m:Mention)
WHERE {{record(r)}} AND {{mention(m)}}
{{mentionOfRecord}}
RETURN m.id AS id, s.record AS record, s.dataset AS dataset, s.role AS role, s.itemKey AS itemKey,
       s.kind AS kind, s.type AS type, CASE WHEN {{name(s)}} THEN s.name END AS name, {{inScope(m)}} AS inScope, s.attributes AS attributes,
       s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo, s.precision AS precision,
       s.recordedFrom.epochMillis AS recordedFrom, s.recordedTo.epochMillis AS recordedTo
ORDER BY role, itemKey, id
