// Everything that matching compares of a mention m may be seen: a score tells of every value that it was made of.
// @var m
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
({m}.restricted IS NULL AND ({m}.dataset IN $seeWhole OR ({m}.dataset + '|=' + {m}.role) IN $seeRoles
 OR (({m}.dataset + '|=' + {m}.role) IN $seeRolesInScope AND {{scopeOf({m})}})))
