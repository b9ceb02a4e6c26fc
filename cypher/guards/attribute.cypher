// A mention m, and what it says of an attribute a, may be seen.
// @var m, a
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
({m}.restricted IS NULL AND ({m}.dataset IN $seeWhole OR ({m}.dataset + '|.' + {m}.role + '|' + {a}) IN $seeRoles
 OR (({m}.dataset + '|.' + {m}.role + '|' + {a}) IN $seeRolesInScope AND {{scopeOf({m})}})))
