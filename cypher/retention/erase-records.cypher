// Erases records with everything that they said: versions, mentions and theirs. Only what has ended.
// @write
// @param ids: readonly string[]
// @column records: number
// @column versions: number
// @column mentions: number
// @allow Eager: what is looked for goes; one batch
UNWIND $ids AS id
MATCH (r:Record {id: id})
WHERE r.endedBy IS NOT NULL
WITH r, COLLECT { MATCH (r)-[:WAS]->(v:RecordVersion) RETURN v } AS versions,
     COLLECT { MATCH (r)-[:MENTIONS]->(m:Mention) RETURN m } AS mentions,
     COLLECT { MATCH (r)-[:MENTIONS]->(:Mention)-[:WAS]->(v:MentionVersion) RETURN v } AS mentionVersions
WITH r, versions, mentions, mentionVersions, COLLECT {
  MATCH (r)-[:MENTIONS]->(:Mention)<-[:ABOUT]-(:Discrepancy)<-[:CORRECTS]-(k:Correction)
  RETURN k
} AS corrections
FOREACH (k IN corrections | SET k.value = NULL, k.standard = NULL, k.evidence = NULL, k.note = NULL)
WITH collect(r) AS records, collect(versions) AS versionLists, collect(mentions) AS mentionLists,
     collect(mentionVersions) AS mentionVersionLists
WITH size(records) AS recordCount, reduce(n = 0, l IN versionLists | n + size(l)) AS versionCount,
     reduce(n = 0, l IN mentionLists | n + size(l)) AS mentionCount,
     reduce(all = records, l IN versionLists | all + l) + reduce(all = [], l IN mentionLists | all + l)
       + reduce(all = [], l IN mentionVersionLists | all + l) AS doomed
FOREACH (node IN doomed | DETACH DELETE node)
RETURN recordCount AS records, versionCount AS versions, mentionCount AS mentions
