// One of the places and events of a record r lies for certain in the areas that are asked about, or its point does.
// @param filings: readonly { readonly key: string; readonly from: DateTime; readonly to: DateTime; readonly sure: boolean }[]
// @param unstated: DateTime
// @param areaRanges: readonly { readonly cellFrom: string; readonly cellTo: string; readonly sure: boolean }[]
(any(range IN $areaRanges WHERE range.sure AND s.cell >= range.cellFrom AND s.cell <= range.cellTo) OR EXISTS {
  MATCH (r)-[:MENTIONS]->(a:Mention)
  WHERE a.endedBy IS NULL AND {{mention(a)}} AND {{filed(a)}}
  WITH r, a, CASE WHEN a.validTo <= r.statedAt THEN a.validTo WHEN a.validFrom > r.statedAt THEN a.validFrom ELSE r.statedAt END AS written
  WITH a, written, CASE WHEN a.validFrom > $unstated THEN a.validFrom ELSE written END AS begun
  WHERE any(filing IN $filings WHERE filing.sure AND filing.key = coalesce(a.areaMoment, a.areaSpan)
            AND begun >= filing.from AND written <= filing.to)
  RETURN a
})
