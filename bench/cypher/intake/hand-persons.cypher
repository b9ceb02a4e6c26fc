// Creates entities of the kind Person.
UNWIND $rows AS row
CREATE (:Entity:Person {
  id: row.id, kind: row.kind, type: row.type, evidence: row.evidence, recordedFrom: row.recordedFrom,
  delivery: row.delivery, endedAt: row.endedAt, redirectTo: row.redirectTo
})
