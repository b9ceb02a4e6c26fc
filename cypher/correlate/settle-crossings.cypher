// Notes of entities what datasets share in them, and adds what that changed to the counts.
// @write
// @param rows: readonly { readonly id: string; readonly crossed: string | null }[]
// @param counts: readonly { readonly key: string; readonly change: bigint }[]
CALL () {
  UNWIND $rows AS row
  MATCH (e:Entity {id: row.id})
  SET e.crossed = row.crossed, e.crossingDue = NULL
}
CALL () {
  UNWIND $counts AS count
  MERGE (n:CrossingCount {key: count.key})
  ON CREATE SET n.count = count.change
  ON MATCH SET n.count = n.count + count.change
}
