// Records r, in state s, of a short period in an area too large to be sought cell by cell: moments by their begin alone, longer
// periods by ranges of cells.
// @param ranges: readonly { readonly cellFrom: string; readonly cellTo: string }[]
// @param since: DateTime
// @param until: DateTime
// @param momentsSince: DateTime
CALL () {
  MATCH (r:Record)
  WHERE r.validFrom >= $momentsSince AND r.validFrom <= $until AND r.momentCell IS NOT NULL
  RETURN r
  UNION ALL
  UNWIND $ranges AS range
  MATCH (r:Record)
  WHERE r.spanCell >= range.cellFrom AND r.spanCell <= range.cellTo AND r.validTo > $since
  RETURN r
}
WITH r, r AS s
WHERE r.endedBy IS NULL AND {{record(r)}}
