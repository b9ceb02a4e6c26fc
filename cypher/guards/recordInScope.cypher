// Whether a record r lies within the scope, where anything depends on that.
// @var r
// @param seeClassesInScope: readonly string[]
(size($seeClassesInScope) > 0 AND {{scope({r})}})
