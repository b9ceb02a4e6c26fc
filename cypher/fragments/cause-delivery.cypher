// What caused an entry of the identity log: a delivery d.
// @system the entry is written by the one write path, for no caller
MATCH (d:Delivery {id: $delivery})
