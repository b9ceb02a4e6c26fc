// Notes what a person should look at; what is noted again stays one item, and what was dismissed stays so.
// @write
// @param at: DateTime
// @param rows: readonly { readonly id: string; readonly properties: Properties; readonly mentions: readonly { readonly id: string; readonly isRight: boolean }[] }[]
// @allow Eager: what it leads to is looked for after it is made; one batch
UNWIND $rows AS row
MERGE (i:ReviewItem {id: row.id})
ON CREATE SET i.openedAt = $at, i.state = 'OPEN', i.worth = 0.0
SET i += row.properties, i.notedAt = $at, i.state = CASE i.state WHEN 'DONE' THEN 'OPEN' ELSE i.state END
WITH i, row
UNWIND row.mentions AS mention
MATCH (m:Mention {id: mention.id})
MERGE (i)-[:ABOUT {isRight: mention.isRight}]->(m)
