// Discrepancies that were sent to a department, by when they are due.
CREATE CONSTRAINT correction_id IF NOT EXISTS FOR (n:Correction) REQUIRE n.id IS UNIQUE;
CREATE INDEX correction_due IF NOT EXISTS FOR (n:Correction) ON (n.state, n.dueAt);
