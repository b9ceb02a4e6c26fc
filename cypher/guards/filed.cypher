// In which area a mention in state s says that it lies may be seen.
// @var s
// @param seeWhole: readonly string[]
// @param seeClasses: readonly string[]
// @param seeClassesInScope: readonly string[]
({s}.dataset IN $seeWhole OR (coalesce({s}.areaClass, 'sensitive') + '|' + {s}.dataset) IN $seeClasses
 OR ((coalesce({s}.areaClass, 'sensitive') + '|' + {s}.dataset) IN $seeClassesInScope AND {{scopeOf({s})}}))
