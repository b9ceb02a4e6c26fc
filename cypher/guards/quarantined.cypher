// A quarantined row q may be known. It is no record yet, so no scope holds it.
// @var q
// @param seeWhole: readonly string[]
// @param seeRecords: readonly string[]
// @param seeClasses: readonly string[]
CASE
  WHEN {q}.dataset IN $seeWhole THEN true
  WHEN {q}.dataset IN $seeRecords THEN ('internal|' + {q}.dataset) IN $seeClasses
  ELSE false
END
// @whole
{q}.dataset IN $seeWhole
