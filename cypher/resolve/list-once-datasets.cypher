// Datasets that promise never to state one entity in two records.
// @read
// @column id: string
MATCH (d:Dataset)
WHERE d.id > '' AND d.oneRecordPerEntity
RETURN d.id AS id
