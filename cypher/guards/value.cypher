// A mention m has a value under key v (`attribute=value`), in a class that may be seen.
// @var m, v
// @param seeWhole: readonly string[]
// @param seeClasses: readonly string[]
// @param seeClassesInScope: readonly string[]
CASE
  WHEN {m}.dataset IN $seeWhole
    THEN {v} IN {m}.keysPublic OR {v} IN {m}.keysInternal OR {v} IN {m}.keysPersonal OR {v} IN {m}.keysSensitive
  WHEN {v} IN {m}.keysPublic AND ('public|' + {m}.dataset) IN $seeClasses THEN true
  WHEN {v} IN {m}.keysInternal AND ('internal|' + {m}.dataset) IN $seeClasses THEN true
  WHEN {v} IN {m}.keysPersonal AND ('personal|' + {m}.dataset) IN $seeClasses THEN true
  WHEN {v} IN {m}.keysSensitive AND ('sensitive|' + {m}.dataset) IN $seeClasses THEN true
  WHEN NOT {{scopeOf({m})}} THEN false
  WHEN {v} IN {m}.keysPublic AND ('public|' + {m}.dataset) IN $seeClassesInScope THEN true
  WHEN {v} IN {m}.keysInternal AND ('internal|' + {m}.dataset) IN $seeClassesInScope THEN true
  WHEN {v} IN {m}.keysPersonal AND ('personal|' + {m}.dataset) IN $seeClassesInScope THEN true
  WHEN {v} IN {m}.keysSensitive AND ('sensitive|' + {m}.dataset) IN $seeClassesInScope THEN true
  ELSE false
END
// @whole
({m}.dataset IN $seeWhole
  AND ({v} IN {m}.keysPublic OR {v} IN {m}.keysInternal OR {v} IN {m}.keysPersonal OR {v} IN {m}.keysSensitive))
