// A link l of same occasion stood at a recorded time.
// @param recorded: DateTime
l.recordedFrom <= $recorded AND l.recordedTo > $recorded
