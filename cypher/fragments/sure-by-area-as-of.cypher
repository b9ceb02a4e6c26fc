// One of the places and events of a record r, in state s, lay for certain in the areas that are asked about, or its point did, as was known then.
// @unguarded v: a state of a, which is guarded
// @param filings: readonly { readonly key: string; readonly from: DateTime; readonly to: DateTime; readonly sure: boolean }[]
// @param unstated: DateTime
// @param recorded: DateTime
// @param areaRanges: readonly { readonly cellFrom: string; readonly cellTo: string; readonly sure: boolean }[]
(any(range IN $areaRanges WHERE range.sure AND s.cell >= range.cellFrom AND s.cell <= range.cellTo) OR EXISTS {
  MATCH (r)-[:MENTIONS]->(a:Mention)
  WHERE {{mention(a)}}
  CALL (a) {
    MATCH (v:Mention {id: a.id})
    RETURN v
    UNION ALL
    MATCH (a)-[:WAS]->(v:MentionVersion)
    RETURN v
  }
  WITH s, v
  WHERE v.recordedFrom <= $recorded AND v.recordedTo > $recorded AND {{filed(v)}} AND NOT v:HeldBack
  WITH s, v, CASE WHEN v.validTo <= s.statedAt THEN v.validTo WHEN v.validFrom > s.statedAt THEN v.validFrom ELSE s.statedAt END AS written
  WITH v, written, CASE WHEN v.validFrom > $unstated THEN v.validFrom ELSE written END AS begun
  WHERE any(filing IN $filings WHERE filing.sure AND filing.key = coalesce(v.areaMoment, v.areaSpan)
            AND begun >= filing.from AND written <= filing.to)
  RETURN v
})
