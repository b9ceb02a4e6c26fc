// What departments say differently of one entity: by entity, and by when it was first seen.
CREATE CONSTRAINT discrepancy_id IF NOT EXISTS FOR (n:Discrepancy) REQUIRE n.id IS UNIQUE;
CREATE INDEX discrepancy_entity IF NOT EXISTS FOR (n:Discrepancy) ON (n.entity);
CREATE INDEX discrepancy_since IF NOT EXISTS FOR (n:Discrepancy) ON (n.state, n.since);
CREATE CONSTRAINT consistency_id IF NOT EXISTS FOR (n:Consistency) REQUIRE n.id IS UNIQUE;
