// Keeps judgements with the mentions that each is about.
// @write
// @allow Eager: what it leads to is looked for after it is made; one decision of at most 2,000 mentions
// @param rows: readonly { readonly properties: Properties; readonly mentions: readonly { readonly id: string; readonly isRight: boolean }[] }[]
UNWIND $rows AS row
CREATE (j:Judgement)
SET j = row.properties
WITH j, row
UNWIND row.mentions AS mention
MATCH (m:Mention {id: mention.id})
CREATE (j)-[:ABOUT {isRight: mention.isRight}]->(m)
