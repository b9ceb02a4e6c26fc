// Records r that were at a place at a recorded time, with their state s of then, by the index of cells.
// @unguarded s: a state of r, which is guarded
// @param cellFrom: string
// @param cellTo: string
// @param recorded: DateTime
CALL () {
  MATCH (r:Record)
  USING INDEX r:Record(cell)
  WHERE r.cell >= $cellFrom AND r.cell <= $cellTo AND r.recordedFrom <= $recorded AND r.recordedTo > $recorded
  RETURN r, r AS s
  UNION ALL
  MATCH (s:RecordVersion)
  USING INDEX s:RecordVersion(cell)
  WHERE s.cell >= $cellFrom AND s.cell <= $cellTo AND s.recordedFrom <= $recorded AND s.recordedTo > $recorded
  MATCH (r:Record)-[:WAS]->(s)
  RETURN r, s
}
WITH r, s
WHERE {{record(r)}}
