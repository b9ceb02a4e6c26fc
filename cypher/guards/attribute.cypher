// A mention m, and what it says of an attribute a, may be seen.
// @var m, a
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
({m}.restricted IS NULL AND CASE
  WHEN {m}.dataset IN $seeWhole THEN true
  WHEN ({m}.dataset + '|.' + {m}.role + '|' + {a}) IN $seeRoles THEN true
  WHEN ({m}.dataset + '|.' + {m}.role + '|' + {a}) IN $seeRolesInScope THEN {{scopeOf({m})}}
  ELSE false
END)
// @whole
({m}.restricted IS NULL AND {m}.dataset IN $seeWhole)
