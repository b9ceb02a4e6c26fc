// A record r may be known to exist.
// @var r
// @param seeWhole: readonly string[]
// @param seeRecords: readonly string[]
// @param seeRecordsInScope: readonly string[]
CASE
  WHEN {r}.dataset IN $seeWhole THEN true
  WHEN {r}.dataset IN $seeRecords THEN true
  WHEN {r}.dataset IN $seeRecordsInScope THEN {{scope({r})}}
  ELSE false
END
// @whole
{r}.dataset IN $seeWhole
