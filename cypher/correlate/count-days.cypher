// How many events of a dataset begin on each day of local time, within a stretch of time.
// @read
// @param dataset: string
// @param earliest: DateTime
// @param until: DateTime
// @param zone: string
// @column day: string # existence
// @column count: number # count
// @slot events: events-now | events-as-of
{{events}}
WHERE s.precision IN ['hour', 'minute', 'second']
WITH toString(date(datetime({datetime: s.validFrom, timezone: $zone}))) AS day
RETURN day, count(*) AS count
