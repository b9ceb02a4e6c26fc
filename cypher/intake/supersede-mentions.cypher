// Puts the present statement of each mention behind it as a version, and the new one in its place. One that had ended is known by no
// identifier with which it could be let go: by those of the new statement it is held back again, or not.
// @write
// @param at: DateTime
// @param rows: readonly { readonly id: string; readonly properties: Properties }[]
// @allow Eager: reads the old properties of a mention before it replaces them, within one batch
UNWIND $rows AS row
MATCH (m:Mention {id: row.id})
CREATE (m)-[:WAS]->(v:MentionVersion)
SET v.id = m.id + '/' + toString(m.version), v.mention = m.id, v.record = m.record, v.dataset = m.dataset,
    v.role = m.role, v.itemKey = m.itemKey, v.kind = m.kind, v.type = m.type, v.hash = m.hash, v.name = m.name, v.nameClass = m.nameClass,
    v.attributes = m.attributes, v.validFrom = m.validFrom, v.validTo = m.validTo, v.precision = m.precision,
    v.areaMoment = m.areaMoment, v.areaSpan = m.areaSpan, v.areaClass = m.areaClass, v.delivery = m.delivery, v.version = m.version, v.recordedFrom = m.recordedFrom,
    v.recordedTo = CASE WHEN m.endedBy IS NULL THEN $at ELSE m.recordedTo END
FOREACH (held IN CASE WHEN m:HeldBack THEN [true] ELSE [] END | SET v:HeldBack)
FOREACH (ended IN CASE WHEN m.endedBy IS NULL THEN [] ELSE [true] END | REMOVE m:HeldBack)
SET m = row.properties, m.recordedFrom = $at, m.version = v.version + 1
