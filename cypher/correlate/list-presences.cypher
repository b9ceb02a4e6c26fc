// Records that were somewhere, or mention someone, over some period, in order of when they began and undated ones last; each
// with how many there are, up to a limit. Kinds may be empty, which lets everything through: no index is at stake.
// @read
// @param since: DateTime
// @param until: DateTime
// @param datasets: readonly string[]
// @param kinds: readonly string[]
// @param most: bigint
// @param limit: bigint
// @column found: number # count
// @column at: number # existence
// @column sure: boolean # existence
// @column distance: number | null # existence
// @column id: RecordId # id
// @column dataset: string # id
// @column key: string # id
// @column delivery: DeliveryId # id
// @column statedAt: number # existence
// @column recordedFrom: number # existence
// @column recordedTo: number # existence
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @column cell: string | null # existence
// @column longitude: number | null # existence
// @column latitude: number | null # existence
// @column originalLongitude: string | null # existence
// @column originalLatitude: string | null # existence
// @column coordinateSystem: string | null # existence
// @column pointFlags: readonly string[] | null # existence
// @column entities: readonly (readonly [EntityId, string, string, number])[] | null # id
// @slot find: found-by-cell-now | found-by-cell-as-of | found-by-range-now | found-by-range-as-of | found-by-time-now | found-by-entity-now | found-by-entity-as-of | found-by-area-now | found-by-area-as-of
// @slot inside: inside-shape | inside-any
// @slot sure: sure-any | sure-by-area-now | sure-by-area-as-of
// @slot distance: distance-measured | distance-none
// @slot refers: refers-now | refers-as-of
// @slot along: along-none | along-now | along-as-of
// @slot turn: turn-forward | turn-backward
{{find}}
WITH r, s
WHERE s.validFrom <= $until AND s.validTo > $since AND s.dataset IN $datasets AND {{inside}}
      AND (size($kinds) = 0 OR EXISTS {
        MATCH (r)-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->()
        WHERE {{refers}} AND m.kind IN $kinds AND {{mention(m)}}
      })
WITH r, s
LIMIT $most
WITH collect([r, s]) AS pairs
UNWIND pairs AS pair
WITH size(pairs) AS found, pair[0] AS r, pair[1] AS s
WITH found, r, s, CASE WHEN s.precision = '' THEN s.validTo.epochMillis ELSE s.validFrom.epochMillis END AS at
{{turn}}
RETURN found, at, {{sure}} AS sure, {{distance}} AS distance, r.id AS id, s.dataset AS dataset, s.key AS key,
       s.delivery AS delivery, s.statedAt.epochMillis AS statedAt, s.recordedFrom.epochMillis AS recordedFrom,
       s.recordedTo.epochMillis AS recordedTo, s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo,
       s.precision AS precision, s.cell AS cell, s.point.x AS longitude, s.point.y AS latitude,
       s.originalLongitude AS originalLongitude, s.originalLatitude AS originalLatitude,
       s.coordinateSystem AS coordinateSystem, s.pointFlags AS pointFlags, {{along}} AS entities
ORDER BY at, id
