// A known problem k may be known to exist: something that it is about may.
// @var k
EXISTS {
  MATCH ({k})-[:ABOUT]->({#m}:Mention)
  WHERE {{mention({#m})}}
}
