// Entities, whoever mentions them.
true
