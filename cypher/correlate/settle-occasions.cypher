// Keeps what was found to belong to one happening with events that were due, and ends what was found of them before and is no more, or for
// other reasons; unless one of the two was noted again after `began`, before which all of it was read: whoever compares that one, or did
// already, knows both as they are. The events that were compared are due no more. Those of a batch are due since one time, of which a seek
// would find them all for each: they are sought by id. Gives how many of them are due again, noted anew by somebody meanwhile.
// @write
// @param at: DateTime
// @param began: DateTime
// @param end: DateTime
// @param cause: string
// @param rows: readonly { readonly from: string; readonly to: string; readonly properties: Properties }[]
// @param due: readonly { readonly id: string; readonly due: DateTime; readonly found: readonly string[] }[]
// @column dueAgain: number
// @allow Eager: links are looked for before they are ended or made; one batch
CALL () {
  UNWIND $due AS one
  MATCH (m:Mention {id: one.id})-[l:SAME_OCCASION]-(o:Mention)
  USING INDEX m:Mention(id)
  WHERE m.occasionDue = one.due AND l.endedBy IS NULL AND coalesce(o.occasionDue, o.occasionSettled, $began) <= $began
    AND NOT (o.record + ' ' + l.model + ' ' + l.evidence) IN one.found
  SET l.endedBy = $cause, l.recordedTo = $at, l.pair = NULL
}
CALL () {
  UNWIND $rows AS row
  MATCH (r:Record {id: row.from})-[:MENTIONS]->(a:Mention)
  WHERE a.kind = 'Event' AND a.endedBy IS NULL AND coalesce(a.occasionDue, a.occasionSettled, $began) <= $began
  WITH row, a ORDER BY a.id
  WITH row, head(collect(a)) AS a
  MATCH (o:Record {id: row.to})-[:MENTIONS]->(b:Mention)
  WHERE b.kind = 'Event' AND b.endedBy IS NULL AND coalesce(b.occasionDue, b.occasionSettled, $began) <= $began
  WITH row, a, b ORDER BY b.id
  WITH row, a, head(collect(b)) AS b
  WHERE NOT EXISTS { MATCH (a)-[k:SAME_OCCASION]->(b) WHERE k.endedBy IS NULL }
  CREATE (a)-[l:SAME_OCCASION]->(b)
  SET l = row.properties, l.recordedFrom = $at, l.recordedTo = $end
}
CALL () {
  UNWIND $due AS one
  MATCH (m:Mention {id: one.id})
  USING INDEX m:Mention(id)
  WHERE m.occasionDue = one.due
  SET m.occasionSettled = m.occasionDue, m.occasionDue = NULL
}
RETURN COUNT {
  UNWIND $due AS one
  MATCH (m:Mention {id: one.id})
  USING INDEX m:Mention(id)
  WHERE m.occasionDue IS NOT NULL
} AS dueAgain
