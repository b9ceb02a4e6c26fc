// Events that are to be compared with those around them since a stretch of time, no more than so many, with the records that state them.
// @read
// @system compares everything
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column id: MentionId
// @column due: DateTime
// @column dataset: string
// @column record: RecordId
// @column stands: boolean
// @column validFrom: number
// @column longitude: number | null
// @column latitude: number | null
MATCH (m:Mention)
WHERE m.occasionDue >= $since AND m.occasionDue <= $until
WITH m
LIMIT $limit
MATCH (m)<-[:MENTIONS]-(r:Record)
RETURN m.id AS id, m.occasionDue AS due, m.dataset AS dataset, r.id AS record,
       m.endedBy IS NULL AND r.endedBy IS NULL AND r.precision IN ['hour', 'minute', 'second'] AS stands,
       r.validFrom.epochMillis AS validFrom, r.point.x AS longitude, r.point.y AS latitude
