// Seeks records by the index of cells: the planner would rather walk all records of the datasets in order of their ids.
// @param cellFrom: string
// @param cellTo: string
USING INDEX r:Record(cell)
WHERE r.cell >= $cellFrom AND r.cell <= $cellTo
