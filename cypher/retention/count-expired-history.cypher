// Superseded statements whose time is over, of records whose time is not.
// @read
// @system what is kept too long is erased for the product
// @param dataset: string
// @param before: DateTime
// @param openEnd: DateTime
// @param standingToo: boolean
// @column versions: number
// @column mentions: number
// @slot record: expired-record
// @slot recordVersion: expired-record-version
// @slot mentionVersion: expired-mention-version
// @slot mention: expired-mention
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > '' AND NOT coalesce({{record}}, false)
WITH r,
     COUNT { MATCH (r)-[:WAS]->(v:RecordVersion) WHERE {{recordVersion}} } AS versions,
     COUNT { MATCH (r)-[:MENTIONS]->(m:Mention)-[:WAS]->(v:MentionVersion) WHERE {{mentionVersion}} }
       + COUNT { MATCH (r)-[:MENTIONS]->(m:Mention) WHERE {{mention}} } AS mentions
RETURN sum(versions) AS versions, sum(mentions) AS mentions
