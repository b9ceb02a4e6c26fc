// The type that an entity e was of at a recorded time.
// @param recorded: DateTime
{{typeAsOf(e)}}
