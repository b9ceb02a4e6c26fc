// How many records of a dataset begin on each day of local time.
// @read
// @param dataset: string
// @param zone: string
// @column day: string # existence
// @column count: number # count
// @slot record: standing-record-now | record-as-of
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > '' AND {{record(r)}}
{{record}}
WITH s
WHERE s.precision <> ''
WITH toString(date(datetime({datetime: s.validFrom, timezone: $zone}))) AS day
RETURN day, count(*) AS count
