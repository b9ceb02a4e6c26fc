// Seeks records by the index of cells.
// @param cellFrom: string
// @param cellTo: string
r.cell >= $cellFrom AND r.cell <= $cellTo
