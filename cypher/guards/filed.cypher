// In which area a mention in state s says that it lies may be seen.
// @var s
// @param seeWhole: readonly string[]
// @param seeClasses: readonly string[]
// @param seeClassesInScope: readonly string[]
CASE
  WHEN {s}.dataset IN $seeWhole THEN true
  WHEN (coalesce({s}.areaClass, 'unknown') + '|' + {s}.dataset) IN $seeClasses THEN true
  WHEN (coalesce({s}.areaClass, 'unknown') + '|' + {s}.dataset) IN $seeClassesInScope THEN {{scopeOf({s})}}
  ELSE false
END
// @whole
{s}.dataset IN $seeWhole
