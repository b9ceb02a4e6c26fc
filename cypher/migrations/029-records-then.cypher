// Where records were, as of an earlier recorded time.
CREATE POINT INDEX record_version_point IF NOT EXISTS FOR (n:RecordVersion) ON (n.point);
CREATE INDEX record_version_cell IF NOT EXISTS FOR (n:RecordVersion) ON (n.cell);
// Since when anything of a dataset is known, so that what was not known then is not walked through.
MATCH (s:Dataset)
WHERE s.id > '' AND s.recordedFrom IS NULL
CALL (s) {
  MATCH (r:Record)
  WHERE r.dataset = s.id AND r.id > ''
  OPTIONAL MATCH (r)-[:WAS]->(v:RecordVersion)
  WITH s, min(r.recordedFrom) AS now, min(v.recordedFrom) AS then
  SET s.recordedFrom = CASE WHEN then < now THEN then ELSE now END
} IN TRANSACTIONS OF 1 ROW;
