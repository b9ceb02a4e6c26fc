// The same in the state s of a recorded time, by what its places and events said then, or by its point of then.
// @unguarded s: a state of r, which is guarded
// @unguarded v: a state of a, which is guarded
// @param filings: readonly { readonly key: string; readonly from: DateTime; readonly to: DateTime; readonly sure: boolean }[]
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param momentsSince: DateTime
// @param unstated: DateTime
// @param recorded: DateTime
// @param areaRanges: readonly { readonly cellFrom: string; readonly cellTo: string; readonly sure: boolean }[]
CALL () {
  CALL () {
    UNWIND $filings AS filing
    UNWIND $datasets AS dataset
    MATCH (v:Mention)
    WHERE v.areaMoment = filing.key AND v.dataset = dataset AND v.validFrom >= $momentsSince AND v.validFrom <= $until
    RETURN v, v AS a, filing
    UNION ALL
    UNWIND $filings AS filing
    UNWIND $datasets AS dataset
    MATCH (v:Mention)
    WHERE v.areaSpan = filing.key AND v.dataset = dataset AND v.validTo > $since
    RETURN v, v AS a, filing
    UNION ALL
    UNWIND $filings AS filing
    UNWIND $datasets AS dataset
    MATCH (v:MentionVersion)
    WHERE v.areaMoment = filing.key AND v.dataset = dataset AND v.validFrom >= $momentsSince AND v.validFrom <= $until
    MATCH (v)<-[:WAS]-(a:Mention)
    RETURN v, a, filing
    UNION ALL
    UNWIND $filings AS filing
    UNWIND $datasets AS dataset
    MATCH (v:MentionVersion)
    WHERE v.areaSpan = filing.key AND v.dataset = dataset AND v.validTo > $since
    MATCH (v)<-[:WAS]-(a:Mention)
    RETURN v, a, filing
  }
  WITH v, a, filing
  WHERE v.recordedFrom <= $recorded AND v.recordedTo > $recorded AND {{mention(a)}} AND {{filed(v)}}
        AND NOT v:HeldBack
  MATCH (a)<-[:MENTIONS]-(r:Record)
  WHERE {{record(r)}}
  CALL (r) {
    MATCH (s:Record {id: r.id})
    WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded
    RETURN s
    UNION ALL
    MATCH (r)-[:WAS]->(s:RecordVersion)
    WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded
    RETURN s
  }
  WITH r, s, v, filing, CASE WHEN v.validTo <= s.statedAt THEN v.validTo WHEN v.validFrom > s.statedAt THEN v.validFrom ELSE s.statedAt END AS written
  WITH r, s, filing, written, CASE WHEN v.validFrom > $unstated THEN v.validFrom ELSE written END AS begun
  WHERE begun < filing.to AND (begun >= filing.from OR written > filing.from)
  RETURN r, s
  UNION
  UNWIND $areaRanges AS range
  MATCH (r:Record)
  WHERE r.momentCell >= range.cellFrom AND r.momentCell <= range.cellTo
        AND r.validFrom >= $momentsSince AND r.validFrom <= $until
  WITH r, r AS s
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{record(r)}}
  RETURN r, s
  UNION
  UNWIND $areaRanges AS range
  MATCH (r:Record)
  WHERE r.spanCell >= range.cellFrom AND r.spanCell <= range.cellTo AND r.validTo > $since
  WITH r, r AS s
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{record(r)}}
  RETURN r, s
  UNION
  UNWIND $areaRanges AS range
  MATCH (s:RecordVersion)
  WHERE s.momentCell >= range.cellFrom AND s.momentCell <= range.cellTo
        AND s.validFrom >= $momentsSince AND s.validFrom <= $until
  MATCH (s)<-[:WAS]-(r:Record)
  WITH r, s
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{record(r)}}
  RETURN r, s
  UNION
  UNWIND $areaRanges AS range
  MATCH (s:RecordVersion)
  WHERE s.spanCell >= range.cellFrom AND s.spanCell <= range.cellTo AND s.validTo > $since
  MATCH (s)<-[:WAS]-(r:Record)
  WITH r, s
  WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{record(r)}}
  RETURN r, s
}
WITH r, s
