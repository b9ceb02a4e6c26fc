// What a mention m said at a recorded time is not held back, though it says other things by now. A part of a guard: whether
// the mention may be seen is asked beside it.
// @part
// @var m
// @param recorded: DateTime
NOT EXISTS {
  MATCH ({m})-[:WAS]->({#v}:MentionVersion)
  WHERE {#v}.recordedFrom <= $recorded AND {#v}.recordedTo > $recorded AND {#v}:HeldBack
}
