// How many records were in each cell of some place, by the first and the last stretch of local time that each was there in; both are empty
// where nobody said when it began.
// Kinds may be empty, which lets everything through: no index is at stake.
// @read
// @param since: DateTime
// @param until: DateTime
// @param datasets: readonly string[]
// @param kinds: readonly string[]
// @param unstated: DateTime
// @param zone: string
// @param most: bigint
// @column cell: string | null # existence
// @column begin: string # existence
// @column end: string # existence
// @column count: number # count
// @slot find: found-by-cell-now | found-by-cell-as-of | found-by-range-now | found-by-range-as-of | found-by-time-now | found-by-area-now | found-by-area-as-of
// @slot inside: inside-shape | inside-any
// @slot refers: refers-now | refers-as-of
// @slot stretch: stretch-none | stretch-hour | stretch-day | stretch-week | stretch-month | stretch-year
{{find}}
WITH r, s
WHERE s.validFrom <= $until AND s.validTo > $since AND s.dataset IN $datasets AND {{inside}}
      AND (size($kinds) = 0 OR EXISTS {
        MATCH (r)-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->()
        WHERE {{refers}} AND m.kind IN $kinds AND {{mention(m)}}
      })
WITH s.cell AS cell, s.validFrom > $unstated AS dated, CASE WHEN s.validFrom > $since THEN s.validFrom ELSE $since END AS first,
     CASE WHEN s.validTo <= $until THEN s.validTo - duration({milliseconds: 1}) ELSE $until END AS last
WITH cell, dated, datetime({datetime: first, timezone: $zone}) AS first, datetime({datetime: last, timezone: $zone}) AS last
{{stretch}}
WITH cell, CASE WHEN dated THEN begin ELSE '' END AS begin, CASE WHEN dated THEN end ELSE '' END AS end, count(*) AS count
LIMIT $most
RETURN cell, begin, end, count
