// Chains of log entries. Reads go by sequence; the subjects of an entry are many, so they are found through full text,
// brought up to date behind the commit: no answer waits for it, and whoever searches waits for the index instead.
CREATE CONSTRAINT log_head_chain IF NOT EXISTS FOR (n:LogHead) REQUIRE n.chain IS UNIQUE;
CREATE CONSTRAINT log_entry_sequence IF NOT EXISTS FOR (n:LogEntry) REQUIRE (n.chain, n.sequence) IS UNIQUE;
CREATE INDEX log_entry_actor IF NOT EXISTS FOR (n:LogEntry) ON (n.chain, n.actor, n.sequence);
CREATE INDEX log_entry_scope IF NOT EXISTS FOR (n:LogEntry) ON (n.chain, n.scope, n.sequence);
CREATE INDEX log_entry_at IF NOT EXISTS FOR (n:LogEntry) ON (n.chain, n.at);
CREATE FULLTEXT INDEX log_entry_subjects IF NOT EXISTS FOR (n:LogEntry) ON EACH [n.subjects] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword', `fulltext.eventually_consistent`: true}};
