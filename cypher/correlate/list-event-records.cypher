// The records of events of a dataset, in order of time and id: a page of them.
// @read
// @system compares everything
// @param dataset: string
// @param after: DateTime
// @param afterId: string
// @param limit: bigint
// @column id: RecordId
// @column validFrom: DateTime
MATCH (r:Record)
WHERE r.eventDataset = $dataset AND r.validFrom >= $after AND CASE WHEN r.validFrom = $after THEN r.id > $afterId ELSE true END
RETURN r.id AS id, r.validFrom AS validFrom
ORDER BY r.validFrom, r.id
LIMIT $limit
