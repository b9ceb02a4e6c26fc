// What people decided about who is who. Reads go by state, by what was said of whom, and by what was decided last.
CREATE CONSTRAINT judgement_id IF NOT EXISTS FOR (n:Judgement) REQUIRE n.id IS UNIQUE;
CREATE INDEX judgement_state IF NOT EXISTS FOR (n:Judgement) ON (n.state, n.id);
CREATE INDEX judgement_key IF NOT EXISTS FOR (n:Judgement) ON (n.key);
CREATE INDEX judgement_at IF NOT EXISTS FOR (n:Judgement) ON (n.at);
