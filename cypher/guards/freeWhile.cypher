// What a mention m said while a discrepancy d stood is not held back, though it says other things by now. A part of a guard.
// @part
// @var m, d
NOT EXISTS {
  MATCH ({m})-[:WAS]->({#v}:MentionVersion)
  WHERE {#v}:HeldBack AND {#v}.recordedTo > {d}.since AND ({d}.closedAt IS NULL OR {#v}.recordedFrom <= {d}.closedAt)
}
