// How many records of a dataset begin on each day of local time.
// @read
// @param dataset: string
// @param zone: string
// @column day: string # existence
// @column count: number # count
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > '' AND r.endedBy IS NULL AND r.precision <> '' AND {{record(r)}}
WITH toString(date(datetime({datetime: r.validFrom, timezone: $zone}))) AS day
RETURN day, count(*) AS count
