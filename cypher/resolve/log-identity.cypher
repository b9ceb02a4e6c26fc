// Appends to the identity log: one node for the plain decisions of a batch, one for each merge, split or end.
// @write
// @param delivery: string
// @param events: readonly { readonly properties: Properties; readonly entities: readonly string[] }[]
MATCH (d:Delivery {id: $delivery})
UNWIND $events AS event
CREATE (x:IdentityEvent)-[:CAUSED_BY]->(d)
SET x = event.properties
WITH x, event
UNWIND event.entities AS id
MATCH (e:Entity {id: id})
CREATE (x)-[:ABOUT]->(e)
