// How many records some datasets state.
// @read
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param most: bigint
// @column count: number # count
// @slot standingRecord: standing-record-now | record-as-of
// @slot place: record-place-any | record-place-near | record-place-cell
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (r:Record)
  WHERE r.dataset = dataset AND r.id > '' AND {{record(r)}}
  {{standingRecord}}
  WITH s
  WHERE s.validFrom <= $until AND s.validTo > $since AND {{place}}
  RETURN s
  LIMIT $most
}
WITH s LIMIT $most
RETURN count(s) AS count
