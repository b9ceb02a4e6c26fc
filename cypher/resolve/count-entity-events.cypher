// Adds to what a delivery did to entities.
// @write
// @param delivery: string
// @param counts: Properties
MATCH (d:Delivery {id: $delivery})
SET d.entitiesCreated = coalesce(d.entitiesCreated, 0) + $counts.created,
    d.entitiesJoined = coalesce(d.entitiesJoined, 0) + $counts.joined,
    d.entitiesMerged = coalesce(d.entitiesMerged, 0) + $counts.merged,
    d.entitiesSplit = coalesce(d.entitiesSplit, 0) + $counts.split,
    d.entitiesAttention = coalesce(d.entitiesAttention, 0) + $counts.attention
