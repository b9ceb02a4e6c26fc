// Entities e with a mention that held at a valid time, as of a recorded one and in some datasets; without any named, in all.
// @unguarded ws: a state of wm, which is guarded
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param recorded: DateTime
EXISTS {
  MATCH (e)<-[w:REFERS_TO]-(wm:Mention)
  WHERE w.recordedFrom <= $recorded AND w.recordedTo > $recorded
        AND (size($datasets) = 0 OR wm.dataset IN $datasets) AND {{mention(wm)}}
  CALL (wm) {
    MATCH (ws:Mention {id: wm.id})
    WHERE ws.recordedFrom <= $recorded AND ws.recordedTo > $recorded
    RETURN ws
    UNION ALL
    MATCH (wm)-[:WAS]->(ws:MentionVersion)
    WHERE ws.recordedFrom <= $recorded AND ws.recordedTo > $recorded AND NOT ws:HeldBack
    RETURN ws
  }
  WITH ws
  WHERE ws.validFrom <= $until AND ws.validTo > $since
  RETURN ws
}
