// Erases superseded statements whose time is over; what stands today stays. Links that were found of something as it was say what it said,
// so those that ended go too.
// @write
// @param ids: readonly string[]
// @param before: DateTime
// @allow Eager: what is looked for goes; one batch
// @column versions: number
// @column mentions: number
// @slot recordVersion: expired-record-version
// @slot mentionVersion: expired-mention-version
// @slot mention: expired-mention
UNWIND $ids AS id
MATCH (r:Record {id: id})
CALL (r) {
  MATCH (r)-[:MENTIONS]->(:Mention)-[l:SAME_OCCASION]-()
  WHERE l.endedBy IS NOT NULL
  DELETE l
}
WITH r
WITH COLLECT { MATCH (r)-[:WAS]->(v:RecordVersion) WHERE {{recordVersion}} RETURN v } AS versions,
     COLLECT { MATCH (r)-[:MENTIONS]->(m:Mention)-[:WAS]->(v:MentionVersion) WHERE {{mentionVersion}} RETURN v } AS former,
     COLLECT { MATCH (r)-[:MENTIONS]->(m:Mention) WHERE {{mention}} RETURN m } AS ended,
     COLLECT { MATCH (r)-[:MENTIONS]->(m:Mention)-[:WAS]->(v:MentionVersion) WHERE {{mention}} RETURN v } AS formerOfEnded,
     COLLECT { MATCH (r)-[:MENTIONS]->(m:Mention)<-[:ABOUT]-(:Discrepancy)<-[:CORRECTS]-(k:Correction) WHERE {{mention}} RETURN k } AS corrections
FOREACH (k IN corrections | SET k.value = NULL, k.standard = NULL, k.evidence = NULL, k.note = NULL)
WITH collect(versions) AS versionLists, collect(former) AS formerLists, collect(ended) AS endedLists,
     collect(formerOfEnded) AS formerOfEndedLists
WITH reduce(n = 0, l IN versionLists | n + size(l)) AS versionCount,
     reduce(n = 0, l IN formerLists + endedLists | n + size(l)) AS mentionCount,
     reduce(all = [], l IN versionLists + formerLists + endedLists + formerOfEndedLists | all + l) AS doomed
FOREACH (node IN doomed | DETACH DELETE node)
RETURN versionCount AS versions, mentionCount AS mentions
