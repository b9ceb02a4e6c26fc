// Keeps what was learned of the events of two datasets that belong to one happening.
// @write
// @param properties: Properties
MERGE (m:OccasionModel {id: $properties.id})
ON CREATE SET m += $properties
