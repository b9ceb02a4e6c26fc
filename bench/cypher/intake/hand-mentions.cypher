// Creates Mention nodes.
UNWIND $rows AS row
CREATE (n:Mention)
SET n = row
