// Writes a matter that somebody proposes.
// @write
// @param properties: Properties
// @column id: string
CREATE (x:Matter)
SET x = $properties
RETURN x.id AS id
