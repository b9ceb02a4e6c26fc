// What reads seek by. Every index costs each write, so each one here is used by a statement.
CREATE INDEX delivery_sequence IF NOT EXISTS FOR (n:Delivery) ON (n.dataset, n.sequence);
CREATE INDEX delivery_received IF NOT EXISTS FOR (n:Delivery) ON (n.receivedAt);
CREATE INDEX record_dataset IF NOT EXISTS FOR (n:Record) ON (n.dataset, n.id);
CREATE INDEX record_ended IF NOT EXISTS FOR (n:Record) ON (n.endedBy);
CREATE INDEX record_valid IF NOT EXISTS FOR (n:Record) ON (n.validFrom);
CREATE INDEX record_cell IF NOT EXISTS FOR (n:Record) ON (n.cell);
CREATE POINT INDEX record_point IF NOT EXISTS FOR (n:Record) ON (n.point);
CREATE INDEX mention_name IF NOT EXISTS FOR (n:Mention) ON (n.kind, n.sortName, n.id);
CREATE INDEX quarantined_state IF NOT EXISTS FOR (n:QuarantinedRow) ON (n.state, n.dataset, n.id);
CREATE INDEX quarantined_delivery IF NOT EXISTS FOR (n:QuarantinedRow) ON (n.delivery);
CREATE INDEX quarantined_settled IF NOT EXISTS FOR (n:QuarantinedRow) ON (n.settledBy);
CREATE INDEX delivery_state IF NOT EXISTS FOR (n:Delivery) ON (n.state, n.receivedAt);
CREATE INDEX entity_redirect IF NOT EXISTS FOR (n:Entity) ON (n.redirectTo);
CREATE FULLTEXT INDEX mention_text IF NOT EXISTS FOR (n:Mention) ON EACH [n.textPublic, n.textInternal, n.textPersonal, n.textSensitive] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CREATE FULLTEXT INDEX mention_keys IF NOT EXISTS FOR (n:Mention) ON EACH [n.keysPublic, n.keysInternal, n.keysPersonal, n.keysSensitive] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
