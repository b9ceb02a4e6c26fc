// What identity is decided with: models, runs, and the keys that put mentions of one thing beside each other.
CREATE CONSTRAINT model_id IF NOT EXISTS FOR (n:Model) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT resolution_run_id IF NOT EXISTS FOR (n:ResolutionRun) REQUIRE n.id IS UNIQUE;
CREATE FULLTEXT INDEX mention_blocking IF NOT EXISTS FOR (n:Mention) ON EACH [n.blocking] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
MERGE (l:Lock {name: 'resolution'}) ON CREATE SET l.taken = 0;
