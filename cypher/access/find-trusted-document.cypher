// The text of a document that an app may run.
// @read
// @system who may call is decided from it
// @param id: string
// @column body: string
MATCH (d:TrustedDocument {id: $id})
RETURN d.body AS body
