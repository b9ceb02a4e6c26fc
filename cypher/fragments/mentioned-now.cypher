// Entities e that some datasets mention today; without any named, all. No index is at stake.
// @param datasets: readonly string[]
(size($datasets) = 0 OR EXISTS {
  MATCH (e)<-[w:REFERS_TO]-(wm:Mention)
  WHERE w.endedBy IS NULL AND wm.dataset IN $datasets AND {{mention(wm)}}
})
