// Something that a delivery d brought may be known: of a dataset that shows nothing, deliveries do not show either.
// @var d
// @param seeWhole: readonly string[]
// @param seeRecords: readonly string[]
// @param seeRecordsInScope: readonly string[]
({d}.dataset IN $seeWhole OR {d}.dataset IN $seeRecords OR {d}.dataset IN $seeRecordsInScope)
