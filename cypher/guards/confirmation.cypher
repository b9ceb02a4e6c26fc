// A confirmation c may be known to exist: something that it is about may.
// @var c
EXISTS {
  MATCH ({c})-[:ABOUT]->({#m}:Mention)
  WHERE {{mention({#m})}}
}
