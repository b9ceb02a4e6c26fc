// Which records say each of some links, in order of their ids.
// @read
// @unguarded Entity: only what is guarded is read of it
// @unguarded o: guarded relations lead to it
// @param links: readonly { readonly name: string; readonly from: string; readonly to: string; readonly type: string; readonly dataset: string; readonly validFrom: DateTime; readonly validTo: DateTime }[]
// @param limit: bigint
// @column name: string | null # name
// @column record: RecordId # id
// @slot refers: refers-now | refers-as-of
// @slot relates: relates-now | relates-as-of
// @slot farRefers: far-refers-now | far-refers-as-of
UNWIND $links AS link
CALL (link) {
  MATCH (:Entity {id: link.from})<-[x:REFERS_TO]-(m:Mention)-[l:RELATES]->(n:Mention)
  WHERE {{refers}} AND {{relation(l, m, n)}} AND {{relates}} AND l.type = link.type AND l.dataset = link.dataset
        AND l.from = link.validFrom AND l.to = link.validTo
  MATCH (n)-[y:REFERS_TO]->(o:Entity)
  WHERE {{farRefers}} AND o.id = link.to
  WITH DISTINCT l.record AS record
  RETURN record
  ORDER BY record
  LIMIT $limit
}
RETURN link.name AS name, record
ORDER BY record
