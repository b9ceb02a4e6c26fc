// The decision y on a mention n, at the far end of a relation, that stood at a recorded time, if what n said then is not held back.
// @param recorded: DateTime
y.recordedFrom <= $recorded AND y.recordedTo > $recorded AND {{freeAsOf(n)}}
