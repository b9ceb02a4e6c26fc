// Datasets that promise never to state one entity in two records.
// @read
// @system identity is decided from everything
// @column id: string
MATCH (d:Dataset)
WHERE d.id > '' AND d.oneRecordPerEntity
RETURN d.id AS id
