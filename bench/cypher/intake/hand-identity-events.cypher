// Creates IdentityEvent nodes.
UNWIND $rows AS row
CREATE (:IdentityEvent {
  id: row.id, type: row.type, delivery: row.delivery, batch: row.batch, at: row.at, mentions: row.mentions,
  targets: row.targets, evidence: row.evidence
})
