// A review item i may be known: everything that it asks about may.
// @var i
NOT EXISTS {
  MATCH ({i})-[:ABOUT]->({#m}:Mention)
  WHERE NOT {{mention({#m})}}
}
