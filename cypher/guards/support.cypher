// How many records that may be known say a link l between entities e and o.
// @var l, e, o
// @param seeLinks: readonly string[]
CASE WHEN {l}.dataset IN $seeLinks THEN {l}.support ELSE COUNT {
  MATCH ({e})<-[{#x}:REFERS_TO]-({#a}:Mention)-[{#k}:RELATES]-({#b}:Mention)-[{#y}:REFERS_TO]->({o})
  WHERE {#x}.endedBy IS NULL AND {#y}.endedBy IS NULL AND {#k}.endedBy IS NULL
        AND {#k}.type = {l}.type AND {#k}.dataset = {l}.dataset AND {#k}.from = {l}.from AND {#k}.to = {l}.to
        AND (startNode({#k}) = {#a}) = (startNode({l}) = {e}) AND {{relation({#k}, {#a}, {#b})}}
} END
// @whole
{l}.support
