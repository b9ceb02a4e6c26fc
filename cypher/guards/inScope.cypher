// Whether a mention m lies within the scope.
// @var m
{{scopeOf({m})}}
