// Mentions that are, or were, known by some identifiers, those that ended too, with their earlier versions and every
// entity that they were decided to be. Which of the statements hold an identifier has still to be proved.
// @read
// @system only those read it who may, and that is asked where it is handed out
// @param keys: readonly string[]
// @column id: MentionId
// @column record: RecordId
// @column dataset: string
// @column role: string
// @column kind: string
// @column delivery: DeliveryId
// @column statedAt: number
// @column attributes: string
// @column validFrom: number
// @column validTo: number
// @column precision: string
// @column recordedFrom: number
// @column recordedTo: number
// @column restricted: boolean
// @column versions: readonly { readonly attributes: string; readonly validFrom: number; readonly validTo: number; readonly precision: string; readonly recordedFrom: number; readonly recordedTo: number }[]
// @column references: readonly { readonly entity: EntityId; readonly from: number; readonly to: number }[]
UNWIND $keys AS key
MATCH (:Identifier {key: key})<-[:IDENTIFIED_BY|WAS_IDENTIFIED_BY]-(m:Mention)
WITH DISTINCT m
MATCH (d:Delivery {id: m.delivery})
RETURN m.id AS id, m.record AS record, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.delivery AS delivery,
       d.statedAt.epochMillis AS statedAt, m.attributes AS attributes, m.validFrom.epochMillis AS validFrom,
       m.validTo.epochMillis AS validTo, m.precision AS precision, m.recordedFrom.epochMillis AS recordedFrom,
       m.recordedTo.epochMillis AS recordedTo, m:HeldBack AS restricted,
       COLLECT {
         MATCH (m)-[:WAS]->(v:MentionVersion)
         RETURN {attributes: v.attributes, validFrom: v.validFrom.epochMillis, validTo: v.validTo.epochMillis,
                 precision: v.precision, recordedFrom: v.recordedFrom.epochMillis,
                 recordedTo: v.recordedTo.epochMillis}
         ORDER BY v.recordedFrom
       } AS versions,
       COLLECT {
         MATCH (m)-[x:REFERS_TO]->(e:Entity)
         RETURN {entity: e.id, from: x.recordedFrom.epochMillis, to: x.recordedTo.epochMillis}
       } AS references
ORDER BY dataset, id
