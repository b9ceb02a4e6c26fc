// What the graph holds under some record ids, to tell new from unchanged from changed.
// @read
// @system intake compares with what is there; the operator sees counts
// @param ids: readonly string[]
// @column id: RecordId
// @column hash: string
// @column shape: string
// @column version: number
// @column current: boolean
UNWIND $ids AS id
MATCH (r:Record {id: id})
RETURN r.id AS id, r.hash AS hash, r.shape AS shape, r.version AS version, r.endedBy IS NULL AS current
