// Keeps a part of a delivery's bytes until it has been applied, so that nothing depends on the sender's file.
// @write
// @param delivery: string
// @param position: bigint
// @param bytes: Int8Array
MERGE (c:DeliveryChunk {delivery: $delivery, position: $position})
SET c.bytes = $bytes
