// Creates entities of the kind Event.
UNWIND $rows AS row
CREATE (:Entity:Event {
  id: row.id, kind: row.kind, type: row.type, evidence: row.evidence, recordedFrom: row.recordedFrom,
  delivery: row.delivery, endedAt: row.endedAt, redirectTo: row.redirectTo
})
