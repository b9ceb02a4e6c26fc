// What some records say of two of their mentions, as it stands.
// @read
// @system intake compares with what is there; the operator sees counts
// @param ids: readonly string[]
// @column id: string
// @column record: RecordId
// @column dataset: string
// @column type: string
// @column from: MentionId
// @column to: MentionId
// @column validFrom: DateTime
// @column validTo: DateTime
UNWIND $ids AS id
MATCH (:Record {id: id})-[:MENTIONS]->(a:Mention)-[x:RELATES]->(b:Mention)
WHERE x.endedBy IS NULL
RETURN x.id AS id, x.record AS record, x.dataset AS dataset, x.type AS type, a.id AS from, b.id AS to,
       x.from AS validFrom, x.to AS validTo
