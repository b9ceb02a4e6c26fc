// Entities e with a mention that holds at a valid time, today and in some datasets; without any named, in all.
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
EXISTS {
  MATCH (e)<-[w:REFERS_TO]-(wm:Mention)
  WHERE w.endedBy IS NULL AND wm.validFrom <= $until AND wm.validTo > $since
        AND (size($datasets) = 0 OR wm.dataset IN $datasets) AND {{mention(wm)}}
}
