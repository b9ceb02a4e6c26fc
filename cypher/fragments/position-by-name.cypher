// Where an entity e stands in the order of names: at the least standard name among its mentions (in some datasets).
// @param datasets: readonly string[]
// @param nameless: string
CALL (e) {
  MATCH (e)<-[z:REFERS_TO]-(n:Mention)
  WHERE z.endedBy IS NULL AND (size($datasets) = 0 OR n.dataset IN $datasets)
        AND {{mention(n)}}
  WITH n, CASE WHEN n.sortName <> '' AND {{name(n)}} THEN n.sortName ELSE $nameless END AS sortName
  RETURN sortName, CASE WHEN sortName = $nameless THEN e.id ELSE n.id END AS mention
  ORDER BY sortName = $nameless, sortName, mention
  LIMIT 1
}
