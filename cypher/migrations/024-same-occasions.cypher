// Same occasions are kept: records of events have a key of their own, so that those of a dataset are found in order of time, and events
// wait to be compared with those around them, which are all when this is applied. Nothing reads versions by time alone any more.
CREATE INDEX record_event IF NOT EXISTS FOR (n:Record) ON (n.eventDataset, n.validFrom);
CREATE INDEX record_version_event IF NOT EXISTS FOR (n:RecordVersion) ON (n.eventDataset, n.validFrom);
DROP INDEX record_version_valid IF EXISTS;
CREATE INDEX mention_occasion_due IF NOT EXISTS FOR (n:Mention) ON (n.occasionDue);
CREATE INDEX occasion_pair IF NOT EXISTS FOR ()-[l:SAME_OCCASION]-() ON (l.pair);
CREATE CONSTRAINT occasion_model_id IF NOT EXISTS FOR (n:OccasionModel) REQUIRE n.id IS UNIQUE;
CREATE INDEX occasion_model_pair IF NOT EXISTS FOR (n:OccasionModel) ON (n.pair, n.recordedFrom);
MATCH (r:Record)-[:MENTIONS]->(m:Mention)
WHERE m.kind = 'Event'
CALL (r, m) {
  SET r.eventDataset = r.dataset, m.occasionDue = CASE WHEN m.endedBy IS NULL THEN datetime('1970-01-01T00:00:00Z') END
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (v:RecordVersion)<-[:WAS]-(r:Record)
WHERE r.eventDataset IS NOT NULL
CALL (v, r) {
  SET v.eventDataset = r.eventDataset
} IN TRANSACTIONS OF 5000 ROWS;
