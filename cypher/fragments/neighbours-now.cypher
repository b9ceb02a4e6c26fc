// Entities o that one is linked to, by the links that stand. Types may be empty, which lets everything through. Who may know
// of a link may know of what it leads to: some mention of it is part of what the link was made from.
// @param since: DateTime
// @param until: DateTime
// @param types: readonly string[]
// @param datasets: readonly string[]
MATCH (e:Entity {id: entity})-[l:LINK]-(o:Entity)
WHERE l.from <= $until AND l.to > $since AND (size($types) = 0 OR l.type IN $types) AND l.dataset IN $datasets
      AND {{link(l, e, o)}}
WITH o, startNode(l) = e AS outgoing, l.type AS type, l.dataset AS dataset, l.from AS from, l.to AS to
