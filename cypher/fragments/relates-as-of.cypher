// What a record said at a recorded time of two of its mentions.
// @param recorded: DateTime
l.recordedFrom <= $recorded AND l.recordedTo > $recorded
