// The links of one entity, and the links of the entities at their far ends: twenty of each.
MATCH (e:Entity {id: $id})
CALL (e) {
  MATCH (e)-[l:LINK]-(o:Entity)
  RETURN l, o
  ORDER BY l.type, l.key
  LIMIT 20
}
CALL (o) {
  MATCH (o)-[k:LINK]-(f:Entity)
  RETURN k, f
  ORDER BY k.type, k.key
  LIMIT 20
}
RETURN l.key AS key, l.type AS type, l.dataset AS dataset, l.from.epochMillis AS since, l.to.epochMillis AS until,
       o.id AS other, o.kind AS otherKind, k.type AS nextType, k.dataset AS nextDataset,
       k.from.epochMillis AS nextSince, k.to.epochMillis AS nextUntil, f.id AS far, f.kind AS farKind
