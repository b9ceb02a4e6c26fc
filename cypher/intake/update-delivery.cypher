// Moves a delivery on: its state and what was found out about it.
// @write
// @param delivery: string
// @param properties: Properties
// @column id: string
MATCH (d:Delivery {id: $delivery})
SET d += $properties
RETURN d.id AS id
