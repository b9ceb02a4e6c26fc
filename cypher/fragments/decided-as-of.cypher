// A decision x stood at a recorded time.
// @param recorded: DateTime
x.recordedFrom <= $recorded AND x.recordedTo > $recorded
