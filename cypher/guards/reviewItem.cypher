// A review item i may be known: everything that it asks about may, with all that was compared.
// @var i
NOT EXISTS {
  MATCH ({i})-[:ABOUT]->({#m}:Mention)
  WHERE NOT {{compared({#m})}}
}
