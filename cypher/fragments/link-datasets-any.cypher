// Links that any dataset states.
true
