// The entities that some records mention, without what has to be counted of each: a place that thousands of records mention is as quick as any.
// @read
// @unguarded e: a guarded mention refers to it
// @param records: readonly string[]
// @column record: RecordId # id
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column recordedFrom: number # existence
// @slot refers: refers-now | refers-as-of
UNWIND $records AS asked
MATCH (r:Record {id: asked})-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE {{record(r)}} AND {{mention(m)}} AND {{refers}}
WITH DISTINCT asked, e
RETURN asked AS record, e.id AS id, e.kind AS kind, e.type AS type, e.recordedFrom.epochMillis AS recordedFrom
ORDER BY id
