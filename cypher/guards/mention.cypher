// A mention m may be known to exist. Dataset, role and record are part of what it is: its versions have the same.
// One that its person holds back is shown to nobody until that is decided.
// @var m
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
(NOT {m}:HeldBack AND CASE
  WHEN {m}.dataset IN $seeWhole THEN true
  WHEN ({m}.dataset + '|' + {m}.role) IN $seeRoles THEN true
  WHEN ({m}.dataset + '|' + {m}.role) IN $seeRolesInScope THEN {{scopeOf({m})}}
  ELSE false
END)
// @whole
(NOT {m}:HeldBack AND {m}.dataset IN $seeWhole)
