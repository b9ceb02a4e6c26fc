// Entities e that stood at a recorded time.
// @param recorded: DateTime
EXISTS { MATCH (e)<-[z:REFERS_TO]-(:Mention) WHERE z.recordedFrom <= $recorded AND z.recordedTo > $recorded }
