// Creates ReviewItem nodes.
UNWIND $rows AS row
CREATE (n:ReviewItem)
SET n = row
