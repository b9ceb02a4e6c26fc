// Wherever a record in state s was.
true
