// A link l that says that records r and o belong to one happening may be known: it tells of every value that was compared.
// @var l, r, o
({{happening({r})}} AND {{happening({o})}})
