// Keeps what training made of the mentions of one kind, with what it was trained on.
// @write
// @param properties: Properties
MERGE (m:Model {id: $properties.id})
ON CREATE SET m += $properties
