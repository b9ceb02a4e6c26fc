// A judgement j may be known to exist: something that it is about may.
// @var j
EXISTS {
  MATCH ({j})-[:ABOUT]->({#m}:Mention)
  WHERE {{mention({#m})}}
}
