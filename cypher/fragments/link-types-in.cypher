// Links of some types.
// @param types: readonly string[]
l.type IN $types
