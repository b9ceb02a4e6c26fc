// The decision x on a mention m that stood at a recorded time, if what the mention said then is not held back.
// @param recorded: DateTime
x.recordedFrom <= $recorded AND x.recordedTo > $recorded AND {{freeAsOf(m)}}
