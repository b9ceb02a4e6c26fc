// What datasets share: counts kept up with each delivery, points of their curve, and the entities that have to be counted anew,
// which are all that live and were never counted when this is applied.
CREATE CONSTRAINT crossing_count_key IF NOT EXISTS FOR (n:CrossingCount) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT crossing_point_id IF NOT EXISTS FOR (n:CrossingPoint) REQUIRE n.id IS UNIQUE;
CREATE INDEX crossing_point_pair IF NOT EXISTS FOR (n:CrossingPoint) ON (n.pair, n.at);
CREATE INDEX entity_crossing_due IF NOT EXISTS FOR (n:Entity) ON (n.crossingDue);
MATCH (e:Entity)
WHERE e.crossed IS NULL AND e.endedAt IS NULL
CALL (e) {
  SET e.crossingDue = true
} IN TRANSACTIONS OF 5000 ROWS;
