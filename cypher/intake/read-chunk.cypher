// One part of a delivery's bytes.
// @read
// @system intake compares with what is there; the operator sees counts
// @param delivery: string
// @param position: bigint
// @column bytes: Int8Array
MATCH (c:DeliveryChunk {delivery: $delivery, position: $position})
RETURN c.bytes AS bytes
