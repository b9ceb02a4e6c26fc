// What caused an entry of the identity log: a delivery d.
MATCH (d:Delivery {id: $delivery})
