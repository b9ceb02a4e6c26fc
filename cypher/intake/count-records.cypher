// How many records some datasets state.
// @read
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @column count: number
// @slot standingRecord: standing-record-now | record-as-of
// @slot place: record-place-any | record-place-near | record-place-cell
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (r:Record)
  WHERE r.dataset = dataset AND r.id > ''
  {{standingRecord}}
  WITH s
  WHERE s.validFrom <= $until AND s.validTo > $since AND {{place}}
  RETURN count(*) AS found
}
RETURN sum(found) AS count
