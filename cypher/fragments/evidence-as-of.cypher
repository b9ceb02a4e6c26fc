// Number of mentions that an entity e was made of at a recorded time.
// @param recorded: DateTime
COUNT { MATCH (e)<-[z:REFERS_TO]-(:Mention) WHERE z.recordedFrom <= $recorded AND z.recordedTo > $recorded }
