// Open items about one kind of entity that a run has not found again.
// @read
// @system upkeep of the queue
// @param entityKind: string
// @param before: DateTime
// @param limit: bigint
// @column id: string
MATCH (i:ReviewItem)
WHERE i.state = 'OPEN' AND i.worth >= 0 AND i.entityKind = $entityKind AND i.kind IN ['PROPOSAL', 'BROKEN'] AND i.notedAt < $before
RETURN i.id AS id
LIMIT $limit
