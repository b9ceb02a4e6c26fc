// Changes a matter if nobody else did meanwhile.
// @write
// @param id: string
// @param version: bigint
// @param properties: Properties
// @column id: string
MATCH (x:Matter {id: $id})
WHERE x.version = $version
SET x += $properties, x.version = x.version + 1
RETURN x.id AS id
