// When records were somewhere, or mention someone, over some period: for the stretches between them.
// Kinds may be empty, which lets everything through: no index is at stake.
// @read
// @param since: DateTime
// @param until: DateTime
// @param datasets: readonly string[]
// @param kinds: readonly string[]
// @param most: bigint
// @column validFrom: number # existence
// @column validTo: number # existence
// @slot find: found-by-cell-now | found-by-cell-as-of | found-by-range-now | found-by-range-as-of | found-by-time-now | found-by-entity-now | found-by-entity-as-of | found-by-area-now | found-by-area-as-of
// @slot inside: inside-shape | inside-any
// @slot refers: refers-now | refers-as-of
{{find}}
WITH r, s
WHERE s.validFrom <= $until AND s.validTo > $since AND s.dataset IN $datasets AND {{inside}}
      AND (size($kinds) = 0 OR EXISTS {
        MATCH (r)-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->()
        WHERE {{refers}} AND m.kind IN $kinds AND {{mention(m)}}
      })
RETURN s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo
LIMIT $most
