// Whether a mention m lies within the scope, where anything depends on that.
// @var m
// @param seeClassesInScope: readonly string[]
(size($seeClassesInScope) > 0 AND {{scopeOf({m})}})
