// Entities e that some datasets mention today.
// @param datasets: readonly string[]
EXISTS { MATCH (e)<-[w:REFERS_TO]-(wm:Mention) WHERE w.endedBy IS NULL AND wm.dataset IN $datasets }
