// A discrepancy d may be known: what every mention on both of its sides says of the attribute may be seen.
// @var d
(NOT EXISTS {
  MATCH ({d})-[:ABOUT]->({#m}:Mention)
  WHERE NOT ({{attribute({#m}, {d}.attribute)}} AND {{freeWhile({#m}, {d})}})
} AND EXISTS { ({d})-[:ABOUT {isRight: false}]->(:Mention) } AND EXISTS { ({d})-[:ABOUT {isRight: true}]->(:Mention) })
