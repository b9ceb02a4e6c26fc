// Takes from an app the documents that are not among those kept.
// @write
// @param app: string
// @param kept: readonly string[]
// @column count: number
MATCH (:App {id: $app})-[:RUNS]->(d:TrustedDocument)
WHERE NOT d.hash IN $kept
DETACH DELETE d
RETURN count(*) AS count
