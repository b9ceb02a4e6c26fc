// Records in a range of H3 cells.
// @param cellFrom: string
// @param cellTo: string
s.cell >= $cellFrom AND s.cell <= $cellTo
