// What owners and reviewers confirmed about values.
CREATE CONSTRAINT confirmation_id IF NOT EXISTS FOR (n:Confirmation) REQUIRE n.id IS UNIQUE;
CREATE INDEX confirmation_key IF NOT EXISTS FOR (n:Confirmation) ON (n.key);
CREATE INDEX confirmation_state IF NOT EXISTS FOR (n:Confirmation) ON (n.state);
