// Writes new records with their mentions under one delivery.
// @write
// @param delivery: string
// @param at: DateTime
// @param rows: readonly { readonly record: Properties; readonly mentions: readonly { readonly role: string; readonly properties: Properties }[] }[]
MATCH (d:Delivery {id: $delivery})
UNWIND $rows AS row
CREATE (r:Record {
  id: row.record.id, dataset: row.record.dataset, key: row.record.key, hash: row.record.hash,
  shape: row.record.shape, definition: row.record.definition, delivery: row.record.delivery, raw: row.record.raw,
  layouts: row.record.layouts, statedAt: row.record.statedAt, recordedTo: row.record.recordedTo,
  validFrom: row.record.validFrom, validTo: row.record.validTo, precision: row.record.precision,
  originalLongitude: row.record.originalLongitude, originalLatitude: row.record.originalLatitude,
  coordinateSystem: row.record.coordinateSystem, pointFlags: row.record.pointFlags, point: row.record.point,
  cell: row.record.cell, momentCell: row.record.momentCell, spanCell: row.record.spanCell,
  eventDataset: row.record.eventDataset, recordedFrom: $at, version: 1
})-[:IN]->(d)
WITH r, row
UNWIND row.mentions AS mention
CREATE (r)-[:MENTIONS {role: mention.role}]->(:Mention {
  id: mention.properties.id, record: mention.properties.record, dataset: mention.properties.dataset,
  role: mention.properties.role, itemKey: mention.properties.itemKey, kind: mention.properties.kind,
  type: mention.properties.type, namesake: mention.properties.namesake, hash: mention.properties.hash,
  attributes: mention.properties.attributes,
  name: mention.properties.name, nameClass: mention.properties.nameClass, sortName: mention.properties.sortName,
  delivery: mention.properties.delivery, recordedTo: mention.properties.recordedTo,
  validFrom: mention.properties.validFrom, validTo: mention.properties.validTo,
  precision: mention.properties.precision, point: mention.properties.point, areaMoment: mention.properties.areaMoment,
  areaSpan: mention.properties.areaSpan, areaClass: mention.properties.areaClass,
  textPublic: mention.properties.textPublic, textInternal: mention.properties.textInternal,
  textPersonal: mention.properties.textPersonal, textSensitive: mention.properties.textSensitive,
  keysPublic: mention.properties.keysPublic, keysInternal: mention.properties.keysInternal,
  keysPersonal: mention.properties.keysPersonal, keysSensitive: mention.properties.keysSensitive,
  recordedFrom: $at, version: 1
})
