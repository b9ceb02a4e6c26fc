// What was found wrong about values and must not flow back in unseen. Reads go by what was registered last, by state and by the value's key.
CREATE CONSTRAINT known_problem_id IF NOT EXISTS FOR (n:KnownProblem) REQUIRE n.id IS UNIQUE;
CREATE INDEX known_problem_key IF NOT EXISTS FOR (n:KnownProblem) ON (n.key);
CREATE INDEX known_problem_state IF NOT EXISTS FOR (n:KnownProblem) ON (n.state, n.scope);
CREATE INDEX known_problem_at IF NOT EXISTS FOR (n:KnownProblem) ON (n.at);
