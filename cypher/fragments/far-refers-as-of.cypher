// The decision y, at the far end of a relation, that stood at a recorded time.
// @param recorded: DateTime
y.recordedFrom <= $recorded AND y.recordedTo > $recorded
