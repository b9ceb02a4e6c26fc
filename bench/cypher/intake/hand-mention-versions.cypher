// Creates MentionVersion nodes.
UNWIND $rows AS row
CREATE (n:MentionVersion)
SET n = row
