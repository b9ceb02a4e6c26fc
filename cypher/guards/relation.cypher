// What a record says of two of its mentions, a and b, may be known: relation k.
// @var k, a, b
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
(CASE
  WHEN {k}.dataset IN $seeWhole THEN true
  WHEN ({k}.dataset + '|>' + {k}.type) IN $seeRoles THEN true
  WHEN ({k}.dataset + '|>' + {k}.type) IN $seeRolesInScope THEN {{scopeOf({a})}}
  ELSE false
END AND {{mention({a})}} AND {{mention({b})}})
// @whole
({k}.dataset IN $seeWhole AND {{mention({a})}} AND {{mention({b})}})
