// Something that a delivery d brought may be known: of a dataset that shows nothing, deliveries do not show either.
// @var d
// @param seeWhole: readonly string[]
// @param seeRecords: readonly string[]
// @param seeRecordsInScope: readonly string[]
CASE
  WHEN {d}.dataset IN $seeWhole THEN true
  WHEN {d}.dataset IN $seeRecords THEN true
  ELSE {d}.dataset IN $seeRecordsInScope
END
// @whole
{d}.dataset IN $seeWhole
