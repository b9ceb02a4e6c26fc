// A mention m, and what it says of an attribute a, may be seen.
// @var m, a
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
(NOT {m}:HeldBack AND CASE
  WHEN {m}.dataset IN $seeWhole THEN true
  WHEN ({m}.dataset + '|.' + {m}.role + '|' + {a}) IN $seeRoles THEN true
  WHEN ({m}.dataset + '|.' + {m}.role + '|' + {a}) IN $seeRolesInScope THEN {{scopeOf({m})}}
  ELSE false
END)
// @whole
(NOT {m}:HeldBack AND {m}.dataset IN $seeWhole)
