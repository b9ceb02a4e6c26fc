// Puts the present statement of each record behind it as a version, and the new statement in its place. History shows where it was
// said to be, also where that has been found to be nobody's place since.
// @write
// @param delivery: string
// @param at: DateTime
// @param rows: readonly { readonly id: string; readonly record: Properties }[]
// @allow Eager: reads the old properties of a record before it replaces them, within one batch
MATCH (d:Delivery {id: $delivery})
UNWIND $rows AS row
MATCH (r:Record {id: row.id})-[i:IN]->(old:Delivery)
CREATE (r)-[:WAS]->(v:RecordVersion)-[:IN]->(old)
SET v = properties(r), v.record = r.id, v.id = r.id + '/' + toString(r.version),
    v.recordedTo = CASE WHEN r.endedBy IS NULL THEN $at ELSE r.recordedTo END,
    v.point = coalesce(r.point, r.barredPoint), v.cell = coalesce(r.cell, r.barredCell),
    v.momentCell = coalesce(r.momentCell, r.barredMoment), v.spanCell = coalesce(r.spanCell, r.barredSpan),
    v.pointFlags = CASE WHEN r.barredPoint IS NULL THEN r.pointFlags END,
    v.barredPoint = NULL, v.barredCell = NULL, v.barredMoment = NULL, v.barredSpan = NULL
DELETE i
CREATE (r)-[:IN]->(d)
SET r = row.record, r.recordedFrom = $at, r.version = v.version + 1
