// How many entities have some values or are linked to one that has.
// @read
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @column count: number
// @slot start: start-datasets-now | start-keys-now | start-link-now | start-both-now
// @slot mentioned: mentioned-now
{{start}}
WITH DISTINCT e
WHERE e.kind IN $kinds AND (size($entityTypes) = 0 OR e.type IN $entityTypes) AND {{mentioned}}
RETURN count(e) AS count
