// Where records are found by place and time: moments by cell and begin, longer periods apart by cell and end, and the same
// for superseded versions, so that an earlier state of knowledge is sought as fast as today's.
CREATE INDEX record_moment IF NOT EXISTS FOR (n:Record) ON (n.momentCell, n.validFrom);
CREATE INDEX record_span IF NOT EXISTS FOR (n:Record) ON (n.spanCell, n.validTo);
CREATE INDEX record_version_moment IF NOT EXISTS FOR (n:RecordVersion) ON (n.momentCell, n.validFrom);
CREATE INDEX record_version_span IF NOT EXISTS FOR (n:RecordVersion) ON (n.spanCell, n.validTo);
MATCH (n:Record) WHERE n.cell IS NOT NULL
CALL (n) {
  SET n.momentCell = CASE WHEN n.validTo <= n.validFrom + duration('PT26H') THEN n.cell END,
      n.spanCell = CASE WHEN n.validTo <= n.validFrom + duration('PT26H') THEN null ELSE n.cell END
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (n:RecordVersion) WHERE n.cell IS NOT NULL
CALL (n) {
  SET n.momentCell = CASE WHEN n.validTo <= n.validFrom + duration('PT26H') THEN n.cell END,
      n.spanCell = CASE WHEN n.validTo <= n.validFrom + duration('PT26H') THEN null ELSE n.cell END
} IN TRANSACTIONS OF 5000 ROWS;
