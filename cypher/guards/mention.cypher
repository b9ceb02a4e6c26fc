// A mention m may be known to exist. Dataset, role and record are part of what it is: its versions have the same.
// One that its person holds back is shown to nobody until that is decided.
// @var m
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
({m}.restricted IS NULL AND ({m}.dataset IN $seeWhole OR ({m}.dataset + '|' + {m}.role) IN $seeRoles
 OR (({m}.dataset + '|' + {m}.role) IN $seeRolesInScope AND {{scopeOf({m})}})))
