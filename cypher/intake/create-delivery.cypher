// Opens a delivery as the next one of its dataset.
// @write
// @param dataset: string
// @param properties: Properties
// @column sequence: number
MATCH (s:Dataset {id: $dataset})
SET s.sequence = s.sequence + 1
CREATE (d:Delivery)-[:OF]->(s)
SET d = $properties, d.sequence = s.sequence, d.batches = 0, d.rows = 0, d.accepted = 0, d.unchanged = 0, d.versions = 0,
    d.quarantined = 0, d.ended = 0
RETURN d.sequence AS sequence
