// Creates entities of the kind Thing.
UNWIND $rows AS row
CREATE (:Entity:Thing {
  id: row.id, kind: row.kind, type: row.type, evidence: row.evidence, recordedFrom: row.recordedFrom,
  delivery: row.delivery, endedAt: row.endedAt, redirectTo: row.redirectTo
})
