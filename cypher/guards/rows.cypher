// The raw rows of a record r in its state s may be handed out: nobody whom it mentions, or mentioned while they stood, holds them back.
// @var r, s
(NOT EXISTS { MATCH ({r})-[:MENTIONS]->({#m}:Mention) WHERE {#m}:HeldBack AND ({#m}.endedBy IS NULL OR {#m}.recordedTo > {s}.recordedFrom) } AND NOT EXISTS {
  MATCH ({r})-[:MENTIONS]->(:Mention)-[:WAS]->({#v}:MentionVersion)
  WHERE {#v}:HeldBack AND {#v}.recordedFrom < {s}.recordedTo AND {#v}.recordedTo > {s}.recordedFrom
})
