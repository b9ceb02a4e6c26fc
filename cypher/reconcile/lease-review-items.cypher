// Gives items to somebody for some time, or to nobody.
// @write
// @param ids: readonly string[]
// @param by: string | null
// @param until: DateTime | null
UNWIND $ids AS id
MATCH (i:ReviewItem {id: id})
SET i.leasedBy = $by, i.leasedUntil = $until
