// Records r, in state s, one of whose places or events says that it lies in some areas. What was written when nobody says begins with
// the end of its period, or when it was stated: a name means the area that bore it when it was written. And those that have a point there.
// @param filings: readonly { readonly key: string; readonly from: DateTime; readonly to: DateTime; readonly sure: boolean }[]
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param momentsSince: DateTime
// @param unstated: DateTime
// @param areaRanges: readonly { readonly cellFrom: string; readonly cellTo: string; readonly sure: boolean }[]
CALL () {
  CALL () {
    UNWIND $filings AS filing
    UNWIND $datasets AS dataset
    MATCH (a:Mention)
    WHERE a.areaMoment = filing.key AND a.dataset = dataset AND a.validFrom >= $momentsSince AND a.validFrom <= $until
    RETURN a, filing
    UNION ALL
    UNWIND $filings AS filing
    UNWIND $datasets AS dataset
    MATCH (a:Mention)
    WHERE a.areaSpan = filing.key AND a.dataset = dataset AND a.validTo > $since
    RETURN a, filing
  }
  WITH a, filing
  WHERE a.endedBy IS NULL AND {{mention(a)}} AND {{filed(a)}}
  MATCH (a)<-[:MENTIONS]-(r:Record)
  WHERE r.endedBy IS NULL AND {{record(r)}}
  WITH r, a, filing, CASE WHEN a.validTo <= r.statedAt THEN a.validTo WHEN a.validFrom > r.statedAt THEN a.validFrom ELSE r.statedAt END AS written
  WITH r, filing, written, CASE WHEN a.validFrom > $unstated THEN a.validFrom ELSE written END AS begun
  WHERE begun < filing.to AND (begun >= filing.from OR written > filing.from)
  RETURN r
  UNION
  UNWIND $areaRanges AS range
  MATCH (r:Record)
  WHERE r.momentCell >= range.cellFrom AND r.momentCell <= range.cellTo
        AND r.validFrom >= $momentsSince AND r.validFrom <= $until
  WITH r
  WHERE r.endedBy IS NULL AND {{record(r)}}
  RETURN r
  UNION
  UNWIND $areaRanges AS range
  MATCH (r:Record)
  WHERE r.spanCell >= range.cellFrom AND r.spanCell <= range.cellTo AND r.validTo > $since
  WITH r
  WHERE r.endedBy IS NULL AND {{record(r)}}
  RETURN r
}
WITH r, r AS s
