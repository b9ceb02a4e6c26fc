// Where an entity e stands in the order of names: at the least standard name among its mentions (in some datasets).
// @param datasets: readonly string[]
CALL (e) {
  MATCH (e)<-[z:REFERS_TO]-(n:Mention)
  WHERE z.endedBy IS NULL AND (size($datasets) = 0 OR n.dataset IN $datasets)
  RETURN n.sortName AS sortName, n.id AS mention
  ORDER BY n.sortName = '', n.sortName, n.id
  LIMIT 1
}
