// Notes what some entities' departments were found to say: on each entity, as discrepancies that are open or closed, and in
// the figures of how consistent departments are.
// @write
// @param at: DateTime
// @param cause: string
// @param compared: readonly { readonly entity: string; readonly compared: readonly string[] }[]
// @param opened: readonly { readonly id: string; readonly properties: Properties; readonly mentions: readonly { readonly id: string; readonly isRight: boolean }[] }[]
// @param closed: readonly { readonly id: string; readonly reason: string }[]
// @param consistency: readonly { readonly id: string; readonly properties: Properties; readonly compared: bigint; readonly differing: bigint }[]
// @allow Eager: one batch; what one part writes the next one may read
CALL () {
  UNWIND $compared AS row
  MATCH (e:Entity {id: row.entity})
  SET e.compared = row.compared
}
CALL () {
  UNWIND $opened AS row
  MERGE (d:Discrepancy {id: row.id})
  SET d.since = CASE d.state WHEN 'OPEN' THEN d.since ELSE $at END, d.openedBy = CASE d.state WHEN 'OPEN' THEN d.openedBy ELSE $cause END
  SET d += row.properties, d.state = 'OPEN', d.closedAt = NULL, d.closedBy = NULL, d.closedReason = NULL
  WITH d, row
  CALL (d) { MATCH (d)-[a:ABOUT]->(:Mention) DELETE a }
  UNWIND row.mentions AS mention
  MATCH (m:Mention {id: mention.id})
  CREATE (d)-[:ABOUT {isRight: mention.isRight}]->(m)
}
CALL () {
  UNWIND $closed AS row
  MATCH (d:Discrepancy {id: row.id})
  SET d.state = 'CLOSED', d.closedAt = $at, d.closedBy = $cause, d.closedReason = row.reason
}
CALL () {
  UNWIND $consistency AS row
  MERGE (c:Consistency {id: row.id})
  ON CREATE SET c += row.properties, c.compared = 0, c.differing = 0
  SET c.compared = c.compared + row.compared, c.differing = c.differing + row.differing
}
