// Gives an app another key.
// @write
// @param id: string
// @param key: Properties
// @column id: string
MATCH (a:App {id: $id})
CREATE (a)-[:HAS]->(k:AppKey)
SET k = $key
RETURN k.id AS id
