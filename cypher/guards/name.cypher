// The name of a mention in state s may be seen.
// @var s
// @param seeWhole: readonly string[]
// @param seeClasses: readonly string[]
// @param seeClassesInScope: readonly string[]
({s}.dataset IN $seeWhole OR (coalesce({s}.nameClass, 'sensitive') + '|' + {s}.dataset) IN $seeClasses
 OR ((coalesce({s}.nameClass, 'sensitive') + '|' + {s}.dataset) IN $seeClassesInScope AND {{scopeOf({s})}}))
