// The type of an entity e.
e.type
