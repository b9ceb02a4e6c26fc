// How many entities have some values or are linked to one that has, as of a recorded time.
// @read
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param most: bigint
// @param recorded: DateTime
// @column count: number # count
// @slot start: start-datasets-as-of | start-keys-as-of | start-link-as-of | start-both-as-of
// @slot mentioned: mentioned-as-of | mentioned-valid-as-of
{{start}}
WITH DISTINCT e
WHERE e.kind IN $kinds AND (size($entityTypes) = 0 OR {{typeAsOf(e)}} IN $entityTypes) AND {{mentioned}} AND {{entityAsOf(e)}}
WITH e LIMIT $most
RETURN count(e) AS count
