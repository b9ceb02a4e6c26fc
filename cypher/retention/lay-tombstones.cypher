// Leaves a keyed hash in place of each row that is erased, and notes with which key.
// @write
// @param dataset: string
// @param key: string
// @param at: DateTime
// @param delivery: string
// @param ids: readonly string[]
MATCH (s:Dataset {id: $dataset})
SET s.erasureKey = $key
WITH s
UNWIND $ids AS id
MERGE (t:Tombstone {id: id})
ON CREATE SET t.dataset = $dataset, t.delivery = $delivery, t.erasedAt = $at
