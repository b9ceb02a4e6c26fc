// Links of any type.
true
