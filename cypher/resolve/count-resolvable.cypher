// How many mentions of each kind stand today.
// @read
// @system identity is decided from everything
// @param kind: string
// @column count: number
MATCH (m:Mention)
WHERE m.kind = $kind AND m.sortName >= '' AND m.id IS NOT NULL AND m.endedBy IS NULL
RETURN count(*) AS count
