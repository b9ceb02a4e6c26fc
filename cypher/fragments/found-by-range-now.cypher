// Records r, in state s, that stand in some ranges of cells; for areas too large to be sought cell by cell.
// @param ranges: readonly { readonly cellFrom: string; readonly cellTo: string }[]
// @param since: DateTime
// @param until: DateTime
// @param momentsSince: DateTime
CALL () {
  UNWIND $ranges AS range
  MATCH (r:Record)
  WHERE r.momentCell >= range.cellFrom AND r.momentCell <= range.cellTo
        AND r.validFrom >= $momentsSince AND r.validFrom <= $until
  RETURN r
  UNION ALL
  UNWIND $ranges AS range
  MATCH (r:Record)
  WHERE r.spanCell >= range.cellFrom AND r.spanCell <= range.cellTo AND r.validTo > $since
  RETURN r
}
WITH r, r AS s
WHERE r.endedBy IS NULL AND {{record(r)}}
