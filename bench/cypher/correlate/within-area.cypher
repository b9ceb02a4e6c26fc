// The first fifty records of some datasets in an area over a period, by the names and codes that it went by then.
CALL () {
  UNWIND $filings AS filing
  UNWIND $datasets AS dataset
  MATCH (a:Mention)
  WHERE a.areaMoment = filing.key AND a.dataset = dataset AND a.validFrom >= $momentsSince AND a.validFrom <= $until
  RETURN a, filing
  UNION ALL
  UNWIND $filings AS filing
  UNWIND $datasets AS dataset
  MATCH (a:Mention)
  WHERE a.areaSpan = filing.key AND a.dataset = dataset AND a.validTo > $since
  RETURN a, filing
}
WITH a, filing
WHERE a.endedBy IS NULL
MATCH (a)<-[:MENTIONS]-(r:Record)
WHERE r.endedBy IS NULL AND r.validFrom <= $until AND r.validTo > $since
WITH r, a, filing, CASE WHEN a.validTo <= r.statedAt THEN a.validTo WHEN a.validFrom > r.statedAt THEN a.validFrom ELSE r.statedAt END AS written
WITH r, filing, written, CASE WHEN a.validFrom > $unstated THEN a.validFrom ELSE written END AS begun
WHERE begun < filing.to AND (begun >= filing.from OR written > filing.from)
WITH r, max(CASE WHEN filing.sure AND begun >= filing.from AND written <= filing.to THEN 1 ELSE 0 END) AS sure
WITH collect([r, sure]) AS rows
UNWIND rows AS one
WITH size(rows) AS found, one[0] AS r, one[1] = 1 AS sure
WITH found, r, sure, CASE WHEN r.precision = '' THEN r.validTo.epochMillis ELSE r.validFrom.epochMillis END AS at
ORDER BY at, r.id
LIMIT 50
RETURN found, r.id AS id, r.dataset AS dataset, r.validFrom.epochMillis AS validFrom, r.validTo.epochMillis AS validTo,
       r.precision AS precision, null AS distance, sure,
       COLLECT {
         MATCH (r)-[:MENTIONS]->(:Mention)-[x:REFERS_TO]->(e:Entity)
         WHERE x.endedBy IS NULL
         WITH DISTINCT e
         ORDER BY e.id
         RETURN [e.id, e.kind]
       } AS entities
ORDER BY at, id
