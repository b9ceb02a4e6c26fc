// Registered apps, the digests of their keys, and the documents that each may run.
CREATE CONSTRAINT app_id IF NOT EXISTS FOR (n:App) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT app_key_hash IF NOT EXISTS FOR (n:AppKey) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT trusted_document_id IF NOT EXISTS FOR (n:TrustedDocument) REQUIRE n.id IS UNIQUE;
