// What belongs to one happening with some records, of another dataset, as it is kept. Minutes count from the first of the two to the other.
// @read
// @unguarded m: an event of a guarded record
// @unguarded n: an event of a guarded record
// @param records: readonly string[]
// @param other: string
// @column record: RecordId # id
// @column otherRecord: RecordId # id
// @column minutes: number # existence
// @column probability: number # value
// @column evidence: string # value
// @slot occasion: occasion-now | occasion-as-of
UNWIND $records AS asked
MATCH (r:Record {id: asked})-[:MENTIONS]->(m:Mention)-[l:SAME_OCCASION]-(n:Mention)<-[:MENTIONS]-(o:Record)
WHERE n.dataset = $other AND {{occasion}} AND {{occasion(l, r, o)}}
RETURN r.id AS record, o.id AS otherRecord, CASE WHEN startNode(l) = m THEN l.minutes ELSE -l.minutes END AS minutes,
       l.probability AS probability, l.evidence AS evidence
