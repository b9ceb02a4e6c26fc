// Entities e without a name that may be seen (in some datasets).
// @param datasets: readonly string[]
NOT EXISTS {
  MATCH (e)<-[nz:REFERS_TO]-(nn:Mention)
  WHERE nz.endedBy IS NULL AND (size($datasets) = 0 OR nn.dataset IN $datasets)
        AND nn.sortName <> '' AND {{mention(nn)}} AND {{name(nn)}}
}
