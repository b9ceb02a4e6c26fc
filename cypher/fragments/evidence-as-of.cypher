// Number of mentions that an entity e was made of at a recorded time.
// @param recorded: DateTime
{{evidenceAsOf(e)}}
