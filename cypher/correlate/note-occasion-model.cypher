// Keeps what was learned of the events of two datasets that belong to one happening, or notes more of it.
// @write
// @param properties: Properties
MERGE (m:OccasionModel {id: $properties.id})
SET m += $properties
