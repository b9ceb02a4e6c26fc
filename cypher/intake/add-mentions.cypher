// Adds mentions to records that exist already.
// @write
// @param at: DateTime
// @param rows: readonly { readonly record: string; readonly role: string; readonly properties: Properties }[]
UNWIND $rows AS mention
MATCH (r:Record {id: mention.record})
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
