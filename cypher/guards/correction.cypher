// A correction k of a discrepancy d may be known: by who may see both sides, or, of the departments that the caller speaks for,
// by who may see what that department itself says. Nobody may where anything of it is held back.
// @var k, d, own
({{discrepancy({d})}} OR ({k}.department IN {own} AND NOT EXISTS {
  MATCH ({d})-[:ABOUT]->({#m}:Mention)
  WHERE {#m}:HeldBack OR NOT {{freeWhile({#m}, {d})}} OR ({#m}.dataset STARTS WITH {k}.department + '/' AND NOT {{attribute({#m}, {d}.attribute)}})
} AND EXISTS {
  MATCH ({d})-[:ABOUT]->({#n}:Mention)
  WHERE {#n}.dataset STARTS WITH {k}.department + '/'
}))
