// How much of a dataset is over its time: records with everything that hangs on them, and how many stand in all.
// @read
// @system what is kept too long is erased for the product
// @param dataset: string
// @param before: DateTime
// @param openEnd: DateTime
// @param standingToo: boolean
// @column records: number
// @column standing: number
// @column rows: number
// @column versions: number
// @column mentions: number
// @column standingInAll: number
// @slot expired: expired-record
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > ''
WITH r, {{expired}} AS isExpired
RETURN sum(CASE WHEN isExpired THEN 1 ELSE 0 END) AS records,
       sum(CASE WHEN isExpired AND r.endedBy IS NULL THEN 1 ELSE 0 END) AS standing,
       sum(CASE WHEN isExpired THEN size(r.raw) ELSE 0 END) AS rows,
       sum(CASE WHEN isExpired THEN COUNT { (r)-[:WAS]->(:RecordVersion) } ELSE 0 END) AS versions,
       sum(CASE WHEN isExpired THEN COUNT { (r)-[:MENTIONS]->(:Mention) } ELSE 0 END) AS mentions,
       sum(CASE WHEN r.endedBy IS NULL THEN 1 ELSE 0 END) AS standingInAll
