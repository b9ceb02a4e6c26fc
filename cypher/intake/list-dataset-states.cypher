// Every dataset with what is in it and what waits in it, for the operator's overview.
// @read
// @system intake compares with what is there; the operator sees counts
// @column id: string
// @column name: string
// @column department: string
// @column deliveries: number
// @column records: number
// @column quarantined: number
// @column held: number
MATCH (s:Dataset)
WHERE s.id > ''
MATCH (p:Department)-[:OWNS]->(s)
CALL (s) {
  MATCH (r:Record)
  WHERE r.dataset = s.id AND r.id > ''
  RETURN count(r) AS stated
}
CALL (s) {
  MATCH (d:Delivery)
  WHERE d.dataset = s.id AND d.sequence > 0
  OPTIONAL MATCH (r:Record)
  WHERE r.endedBy = d.id
  RETURN count(DISTINCT d) AS deliveries, count(r) AS ended,
         count(DISTINCT CASE d.state WHEN 'HELD' THEN d END) AS held
}
CALL (s) {
  MATCH (q:QuarantinedRow)
  WHERE q.state = 'OPEN' AND q.dataset = s.id AND q.id > ''
  RETURN count(q) AS quarantined
}
RETURN s.id AS id, s.name AS name, p.name AS department, deliveries, stated - ended AS records, quarantined, held
ORDER BY id
