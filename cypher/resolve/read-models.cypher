// What some models learned.
// @read
// @system identity is decided from everything
// @param ids: readonly string[]
// @column id: string
// @column document: string
// @column common: string
UNWIND $ids AS id
MATCH (m:Model {id: id})
RETURN m.id AS id, m.document AS document, m.common AS common
