// What a record says of two of its mentions, a and b, may be known: relation k.
// @var k, a, b
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
({k}.dataset IN $seeWhole OR (({k}.dataset + '|>' + {k}.type) IN $seeRoles
   OR (({k}.dataset + '|>' + {k}.type) IN $seeRolesInScope AND {{scopeOf({a})}}))
 AND {{mention({a})}} AND {{mention({b})}})
