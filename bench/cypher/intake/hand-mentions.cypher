// Creates Mention nodes.
UNWIND $rows AS row
CREATE (:Mention {
  id: row.id, record: row.record, dataset: row.dataset, role: row.role, itemKey: row.itemKey, kind: row.kind,
  type: row.type, hash: row.hash, attributes: row.attributes, name: row.name, nameClass: row.nameClass,
  sortName: row.sortName, delivery: row.delivery, recordedFrom: row.recordedFrom, recordedTo: row.recordedTo,
  validFrom: row.validFrom, validTo: row.validTo, precision: row.precision, point: row.point,
  textPublic: row.textPublic, textInternal: row.textInternal, textPersonal: row.textPersonal,
  textSensitive: row.textSensitive, keysPublic: row.keysPublic, keysInternal: row.keysInternal,
  keysPersonal: row.keysPersonal, keysSensitive: row.keysSensitive, version: row.version
})
