// Datasets that promise never to state one entity in two records, with the role that they promise it of.
// @read
// @system identity is decided from everything
// @column id: string
// @column role: string
MATCH (d:Dataset)
WHERE d.id > '' AND d.onceRole IS NOT NULL
RETURN d.id AS id, d.onceRole AS role
