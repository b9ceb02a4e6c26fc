// A mention m that an index found stood so at a recorded time already, and its decision x too. Indexes hold what
// stands today, so what was changed since is not found: nothing wrong is given, something may be missing.
// @param recorded: DateTime
x.recordedFrom <= $recorded AND x.recordedTo > $recorded AND m.recordedFrom <= $recorded AND m.recordedTo > $recorded
AND {{mention(m)}}
