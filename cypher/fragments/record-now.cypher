// The present state s of a record r.
WITH *, r AS s
