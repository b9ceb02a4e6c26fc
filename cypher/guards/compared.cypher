// Everything that matching compares of a mention m may be seen: a score tells of every value that it was made of.
// @var m
// @param seeWhole: readonly string[]
// @param seeRoles: readonly string[]
// @param seeRolesInScope: readonly string[]
(NOT {m}:HeldBack AND CASE
  WHEN {m}.dataset IN $seeWhole THEN true
  WHEN ({m}.dataset + '|=' + {m}.role) IN $seeRoles THEN true
  WHEN ({m}.dataset + '|=' + {m}.role) IN $seeRolesInScope THEN {{scopeOf({m})}}
  ELSE false
END)
// @whole
(NOT {m}:HeldBack AND {m}.dataset IN $seeWhole)
