// How many entities there are.
// @read
// @unguarded e: guarded by the slot standing
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @param most: bigint
// @column count: number # count
// @slot type: type-now | type-as-of
// @slot standing: standing-now | standing-as-of
// @slot mentioned: mentioned-now | mentioned-valid-now | mentioned-as-of | mentioned-valid-as-of
MATCH (e:Entity)
WHERE e.id > '' AND e.kind IN $kinds AND (size($entityTypes) = 0 OR {{type}} IN $entityTypes)
      AND {{standing}} AND {{mentioned}}
WITH e LIMIT $most
RETURN count(e) AS count
