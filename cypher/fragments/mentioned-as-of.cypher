// Entities e that some datasets mentioned at a recorded time; without any named, all. No index is at stake.
// @param datasets: readonly string[]
// @param recorded: DateTime
(size($datasets) = 0 OR EXISTS {
  MATCH (e)<-[w:REFERS_TO]-(wm:Mention)
  WHERE w.recordedFrom <= $recorded AND w.recordedTo > $recorded AND wm.dataset IN $datasets AND {{mention(wm)}}
        AND {{freeAsOf(wm)}}
})
