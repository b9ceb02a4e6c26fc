// Creates Delivery nodes.
UNWIND $rows AS row
CREATE (n:Delivery)
SET n = row
