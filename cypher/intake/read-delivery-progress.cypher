// How far a delivery has come, read under the writer's lock before its next batch.
// @read
// @system intake compares with what is there; the operator sees counts
// @param delivery: string
// @column state: string
// @column batches: number
MATCH (d:Delivery {id: $delivery})
RETURN d.state AS state, d.batches AS batches
