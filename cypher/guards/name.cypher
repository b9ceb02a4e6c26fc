// The name of a mention in state s may be seen. One whose class is not known is seen only by who sees the whole dataset.
// @var s
// @param seeWhole: readonly string[]
// @param seeClasses: readonly string[]
// @param seeClassesInScope: readonly string[]
CASE
  WHEN {s}.dataset IN $seeWhole THEN true
  WHEN (coalesce({s}.nameClass, 'unknown') + '|' + {s}.dataset) IN $seeClasses THEN true
  WHEN (coalesce({s}.nameClass, 'unknown') + '|' + {s}.dataset) IN $seeClassesInScope THEN {{scopeOf({s})}}
  ELSE false
END
// @whole
{s}.dataset IN $seeWhole
