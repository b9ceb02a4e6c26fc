// Records anywhere.
true
