// What is compared to say whether a record r belongs to one happening with another may be seen: its events and their places, whole.
// @var r
({{record({r})}} AND NOT EXISTS {
  MATCH ({r})-[:MENTIONS]->({#m}:Mention)
  WHERE {#m}.kind IN ['Event', 'Place'] AND NOT {{compared({#m})}}
})
