// A record r may be known to exist.
// @var r
// @param seeWhole: readonly string[]
// @param seeRecords: readonly string[]
// @param seeRecordsInScope: readonly string[]
({r}.dataset IN $seeWhole OR {r}.dataset IN $seeRecords
 OR ({r}.dataset IN $seeRecordsInScope AND {{scope({r})}}))
