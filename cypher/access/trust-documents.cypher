// Lets an app run documents, each known by its digest.
// @write
// @param app: string
// @param documents: readonly { readonly id: string; readonly hash: string; readonly name: string; readonly body: string }[]
// @param at: DateTime
// @column hash: string
// @allow Eager: a manifest is one batch of at most a thousand
MATCH (a:App {id: $app})
UNWIND $documents AS document
MERGE (d:TrustedDocument {id: document.id})
ON CREATE SET d.hash = document.hash, d.name = document.name, d.body = document.body, d.trustedAt = $at
MERGE (a)-[:RUNS]->(d)
RETURN d.hash AS hash
