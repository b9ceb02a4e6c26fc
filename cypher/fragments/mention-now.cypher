// The present state s of a mention m.
WITH *, m AS s
