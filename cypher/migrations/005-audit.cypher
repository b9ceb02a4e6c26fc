// What the persons concerned ask by: the matter behind a look, and the restrictions that wait for a decision.
CREATE CONSTRAINT matter_id IF NOT EXISTS FOR (n:Matter) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT restriction_id IF NOT EXISTS FOR (n:Restriction) REQUIRE n.id IS UNIQUE;
CREATE INDEX restriction_state IF NOT EXISTS FOR (n:Restriction) ON (n.state, n.id);
