// How many entities there are.
// @read
// @param kinds: readonly string[]
// @param entityTypes: readonly string[]
// @column count: number
// @slot standing: standing-now | standing-as-of
// @slot mentioned: mentioned-now | mentioned-as-of
MATCH (e:Entity)
WHERE e.id > '' AND e.kind IN $kinds AND (size($entityTypes) = 0 OR e.type IN $entityTypes)
      AND {{standing}} AND {{mentioned}}
RETURN count(e) AS count
