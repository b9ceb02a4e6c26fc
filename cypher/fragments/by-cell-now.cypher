// Records r that stand at a place, with their state s, by the index of cells: the planner would rather walk all records of the datasets
// in order of their ids.
// @param cellFrom: string
// @param cellTo: string
MATCH (r:Record)
USING INDEX r:Record(cell)
WHERE r.cell >= $cellFrom AND r.cell <= $cellTo AND r.endedBy IS NULL AND {{record(r)}}
WITH r, r AS s
