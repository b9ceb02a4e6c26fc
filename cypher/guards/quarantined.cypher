// A quarantined row q may be known. It is no record yet, so no scope holds it.
// @var q
// @param seeWhole: readonly string[]
// @param seeRecords: readonly string[]
// @param seeClasses: readonly string[]
({q}.dataset IN $seeWhole OR ({q}.dataset IN $seeRecords AND ('internal|' + {q}.dataset) IN $seeClasses))
