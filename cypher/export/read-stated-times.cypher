// When some deliveries were stated. They are few where mentions are very many.
// @read
// @system asked of deliveries whose mentions the caller was shown
// @param deliveries: readonly string[]
// @column delivery: DeliveryId
// @column statedAt: number
UNWIND $deliveries AS delivery
MATCH (d:Delivery {id: delivery})
RETURN d.id AS delivery, d.statedAt.epochMillis AS statedAt
