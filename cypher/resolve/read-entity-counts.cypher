// How many entities deliveries created, gave mentions, merged, split, or left to a person.
// @read
// @system identity is decided from everything
// @param deliveries: readonly string[]
// @column delivery: string
// @column created: number
// @column joined: number
// @column merged: number
// @column split: number
// @column attention: number
UNWIND $deliveries AS id
MATCH (d:Delivery {id: id})
RETURN id AS delivery, coalesce(d.entitiesCreated, 0) AS created, coalesce(d.entitiesJoined, 0) AS joined,
       coalesce(d.entitiesMerged, 0) AS merged, coalesce(d.entitiesSplit, 0) AS split,
       coalesce(d.entitiesAttention, 0) AS attention
