// Entities e that some datasets mentioned at a recorded time.
// @param datasets: readonly string[]
// @param recorded: DateTime
EXISTS { MATCH (e)<-[w:REFERS_TO]-(wm:Mention) WHERE w.recordedFrom <= $recorded AND w.recordedTo > $recorded AND wm.dataset IN $datasets }
