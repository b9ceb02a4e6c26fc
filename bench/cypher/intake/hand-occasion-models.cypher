// Creates OccasionModel nodes.
UNWIND $rows AS row
CREATE (n:OccasionModel)
SET n = row
