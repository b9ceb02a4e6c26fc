// What caused an entry of the identity log: a delivery d.
// @system what is kept too long is erased for the product
MATCH (d:Delivery {id: $delivery})
