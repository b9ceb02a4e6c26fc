// Whether this store was ever given the synthetic city, whether all of it came in, and whether anything else ever did.
// @read
// @system intake compares with what is there; the operator sees counts
// @allow NodeByLabelScan: one Demo node at most
// @column begun: boolean
// @column finished: boolean
// @column deliveries: number
OPTIONAL MATCH (x:Demo)
WITH count(x) > 0 AS begun, count(x.finishedAt) > 0 AS finished
RETURN begun, finished, COUNT { (:Delivery) } AS deliveries
