// Forgets the areas of some provinces, before others take their place.
// @write
// @allow Eager: what is looked for goes; one file of areas
// @param provinces: readonly string[]
UNWIND $provinces AS province
MATCH (a:Area)
WHERE a.id >= province AND a.id < province + ':'
DETACH DELETE a
