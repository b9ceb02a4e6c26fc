// Drops the kept bytes of a delivery that has been applied or dismissed.
// @write
// @param delivery: string
MATCH (c:DeliveryChunk)
WHERE c.delivery = $delivery AND c.position >= 0
DELETE c
