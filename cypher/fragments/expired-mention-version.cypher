// A superseded statement of a mention whose time is over.
// @system what is kept too long is erased for the product
v.validTo <= $before
  OR COLLECT {
       MATCH (x:Delivery {id: coalesce(
         COLLECT { MATCH (m)-[:WAS]->(w:MentionVersion) WHERE w.version = v.version + 1 RETURN w.delivery }[0], m.delivery)})
       RETURN x.statedAt
     }[0] <= $before
