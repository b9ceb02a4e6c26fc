// How many entities have some values or are linked to one that has.
// @read
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param most: bigint
// @column count: number # count
// @slot start: start-datasets-now | start-keys-now | start-link-now | start-both-now
// @slot mentioned: mentioned-now | mentioned-valid-now
{{start}}
WITH DISTINCT e
WHERE e.kind IN $kinds AND (size($entityTypes) = 0 OR e.type IN $entityTypes) AND {{mentioned}} AND {{entity(e)}}
WITH e LIMIT $most
RETURN count(e) AS count
