// Registers an app with its first key; no row when the id is taken.
// @write
// @param app: Properties
// @param key: Properties
// @column id: string
MERGE (a:App {id: $app.id})
ON CREATE SET a += $app, a.isNew = true
WITH a
WHERE a.isNew
REMOVE a.isNew
CREATE (a)-[:HAS]->(k:AppKey)
SET k = $key
RETURN a.id AS id
