// Creates RecordVersion nodes.
UNWIND $rows AS row
CREATE (n:RecordVersion)
SET n = row
