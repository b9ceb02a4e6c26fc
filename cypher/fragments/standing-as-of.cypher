// Entities e that stood at a recorded time and may be known.
// @param recorded: DateTime
{{entityAsOf(e)}}
