// Whether a record r lies within the scope.
// @var r
{{scope({r})}}
