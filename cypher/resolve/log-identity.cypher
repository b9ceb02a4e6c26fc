// Appends to the identity log: one node for the plain decisions of a batch, one for each merge, split or end.
// @write
// @param delivery: string
// @slot cause: cause-delivery | cause-run | cause-judgement | cause-problem
// @param events: readonly { readonly properties: Properties; readonly entities: readonly string[] }[]
{{cause}}
UNWIND $events AS event
CREATE (x:IdentityEvent {
  id: event.properties.id, type: event.properties.type, delivery: event.properties.delivery,
  batch: event.properties.batch, at: event.properties.at, mentions: event.properties.mentions,
  targets: event.properties.targets, evidence: event.properties.evidence
})-[:CAUSED_BY]->(d)
WITH x, event
UNWIND event.entities AS id
MATCH (e:Entity {id: id})
CREATE (x)-[:ABOUT]->(e)
