// Which records say each of some links, in order of their ids. The way begins at the end with fewer mentions: the other one may be a hub.
// @read
// @unguarded near: only what is guarded is read of it
// @unguarded far: guarded relations lead to it
// @param links: readonly { readonly name: string; readonly from: string; readonly to: string; readonly type: string; readonly dataset: string; readonly validFrom: DateTime; readonly validTo: DateTime }[]
// @param limit: bigint
// @column name: string | null # name
// @column record: RecordId # id
// @slot refers: refers-now | refers-as-of
// @slot relates: relates-now | relates-as-of
// @slot farRefers: far-refers-now | far-refers-as-of
UNWIND $links AS link
MATCH (near:Entity {id: link.from})
WITH link, near, COUNT { (near)<-[:REFERS_TO]-() } AS mentions
MATCH (far:Entity {id: link.to})
WITH link, near, far, mentions <= COUNT { (far)<-[:REFERS_TO]-() } AS outward
WITH link, outward, CASE WHEN outward THEN near ELSE far END AS near, CASE WHEN outward THEN far ELSE near END AS far
CALL (link, outward, near, far) {
  MATCH (near)<-[x:REFERS_TO]-(m:Mention)
  WHERE {{refers}}
  WITH DISTINCT m
  MATCH (m)-[l:RELATES]-(n:Mention)
  WHERE (startNode(l) = m) = outward AND l.type = link.type AND l.dataset = link.dataset AND l.from = link.validFrom AND l.to = link.validTo
        AND {{relates}} AND {{relation(l, m, n)}} AND EXISTS {
          MATCH (n)-[y:REFERS_TO]->(far)
          WHERE {{farRefers}}
        }
  WITH DISTINCT l.record AS record
  RETURN record
  ORDER BY record
  LIMIT $limit
}
RETURN link.name AS name, record
ORDER BY record
