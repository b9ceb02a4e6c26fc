// Entities with a name or without.
true
