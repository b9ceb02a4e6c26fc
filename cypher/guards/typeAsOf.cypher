// The type that an entity e was of at a recorded time: the first of its former ones that held beyond it, or else its present one.
// @part
// @var e
// @param recorded: DateTime
head([{#i} IN range(0, size(coalesce({e}.typesUntil, [])) - 1) WHERE {e}.typesUntil[{#i}] > $recorded | {e}.formerTypes[{#i}]] + {e}.type)
