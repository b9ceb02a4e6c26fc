// Who was near an entity at two of its newest 2,000 moments or more: the hundred met most, a meeting in a crowd counting less, with when each of
// them was at those places from five weeks before to five weeks after. What that says of chance is reckoned outside.
MATCH (:Entity {id: $id})<-[x:REFERS_TO]-(:Mention)<-[:MENTIONS]-(r:Record)
WHERE x.endedBy IS NULL AND r.endedBy IS NULL AND r.momentCell IS NOT NULL
WITH DISTINCT r
ORDER BY r.validFrom DESC, r.id
LIMIT 2000
WITH collect(r) AS moments
CALL (moments) {
  UNWIND range(0, size(moments) - 1) AS index
  WITH index, moments[index] AS own
  UNWIND $cells[own.momentCell] AS cell
  MATCH (s:Record)
  WHERE s.momentCell = cell AND s.validFrom >= own.validFrom - duration({hours: 26, minutes: 5})
        AND s.validFrom <= own.validTo + duration({minutes: 5})
  WITH index, own, s
  WHERE s.endedBy IS NULL AND s.validTo >= own.validFrom - duration({minutes: 5}) AND point.distance(s.point, own.point) <= 50
  MATCH (s)-[:MENTIONS]->(m:Mention)-[y:REFERS_TO]->(e:Entity)
  WHERE y.endedBy IS NULL AND m.kind = 'Thing' AND e.id <> $id
  WITH DISTINCT index, s, e
  WITH index, collect(e) AS met
  UNWIND met AS e
  WITH e, sum(1.0 / size(met)) AS weight, collect(DISTINCT index) AS owns
  RETURN collect({e: e, weight: weight, owns: owns}) AS others
}
CALL (moments, others) {
  UNWIND others AS other
  WITH other, moments
  WHERE size(other.owns) >= 2
  WITH other.e AS e, other.weight AS weight, moments
  ORDER BY weight DESC, e.id
  LIMIT 100
  CALL (e, moments) {
    MATCH (e)<-[z:REFERS_TO]-(:Mention)<-[:MENTIONS]-(h:Record)
    WHERE z.endedBy IS NULL AND h.endedBy IS NULL
    WITH DISTINCT h, moments
    WHERE h.momentCell IN $allCells AND h.validFrom >= last(moments).validFrom - duration({weeks: 5})
          AND h.validFrom <= head(moments).validFrom + duration({weeks: 5})
    WITH h
    ORDER BY h.validFrom DESC
    LIMIT 2000
    WITH h.point AS point, collect(h.validFrom.epochMillis) AS begins, collect(h.validTo.epochMillis) AS ends
    RETURN collect([point.x, point.y, begins, ends]) AS habits
  }
  RETURN collect([e.id, habits]) AS candidates
}
RETURN [other IN others | [other.e.id, other.owns]] AS met, [own IN moments | [own.point.x, own.point.y, own.validFrom.epochMillis, own.validTo.epochMillis]] AS moments, candidates
