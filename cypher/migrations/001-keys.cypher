// Every durable key is unique. Community has no existence constraints: the one write path guarantees presence.
CREATE CONSTRAINT department_id IF NOT EXISTS FOR (n:Department) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT dataset_id IF NOT EXISTS FOR (n:Dataset) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT definition_hash IF NOT EXISTS FOR (n:Definition) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT layout_hash IF NOT EXISTS FOR (n:RowLayout) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT delivery_id IF NOT EXISTS FOR (n:Delivery) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT chunk_position IF NOT EXISTS FOR (n:DeliveryChunk) REQUIRE (n.delivery, n.position) IS UNIQUE;
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT record_version_id IF NOT EXISTS FOR (n:RecordVersion) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT mention_id IF NOT EXISTS FOR (n:Mention) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT mention_version_id IF NOT EXISTS FOR (n:MentionVersion) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT quarantined_row_id IF NOT EXISTS FOR (n:QuarantinedRow) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT identifier_key IF NOT EXISTS FOR (n:Identifier) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT identity_event_id IF NOT EXISTS FOR (n:IdentityEvent) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT lock_name IF NOT EXISTS FOR (n:Lock) REQUIRE n.name IS UNIQUE;
MERGE (l:Lock {name: 'writer'}) ON CREATE SET l.taken = 0;
