// A correction k of a discrepancy d may be known: by who may see both sides; by who speaks for departments alone (own), only one
// that was sent to them, where what they say themselves may be seen. Nobody may where anything of it is held back.
// @var k, d, own
CASE WHEN size({own}) = 0 THEN {{discrepancy({d})}} ELSE ({k}.department IN {own} AND NOT EXISTS {
  MATCH ({d})-[:ABOUT]->({#m}:Mention)
  WHERE {#m}:HeldBack OR NOT {{freeWhile({#m}, {d})}} OR ({#m}.dataset STARTS WITH {k}.department + '/' AND NOT {{attribute({#m}, {d}.attribute)}})
} AND EXISTS {
  MATCH ({d})-[:ABOUT]->({#n}:Mention)
  WHERE {#n}.dataset STARTS WITH {k}.department + '/'
}) END
