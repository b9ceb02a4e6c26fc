// Holds back, or gives free, what was stated under some identifiers, as the restrictions on them now say: a mention that is known
// by one of them, or ended under it, and its earlier versions in which one stands, also of a mention that describes somebody else by
// now; with a mention that is hers those too that name no identifier.
// @write
// @param keys: readonly string[]
// @allow Eager: every identifier is settled before its mentions are; a person has few
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
SET i.heldBack = CASE
  WHEN EXISTS { MATCH (i)<-[:HOLDS_BACK]-(x:Restriction) WHERE x.state IN ['OPEN', 'UPHELD'] } THEN true END
WITH i
MATCH (i)<-[:IDENTIFIED_BY|WAS_IDENTIFIED_BY]-(m:Mention)
WITH DISTINCT m,
     COLLECT { MATCH (m)-[:IDENTIFIED_BY|WAS_IDENTIFIED_BY]->(j:Identifier) WHERE j.heldBack RETURN j } AS holding,
     COLLECT { MATCH (m)-[:IDENTIFIED_BY|WAS_IDENTIFIED_BY]->(j:Identifier) RETURN DISTINCT j } AS known
WITH m, holding, known,
     any(j IN holding WHERE EXISTS { (m)-[:IDENTIFIED_BY]->(j) } OR (m.endedBy IS NOT NULL AND {{bears(m, j)}})) AS held
OPTIONAL MATCH (m)-[:WAS]->(v:MentionVersion)
WITH m, held, collect({state: v, held: any(j IN holding WHERE {{bears(v, j)}})
  OR (size(holding) > 0 AND (held OR v:HeldBack) AND none(j IN known WHERE {{bears(v, j)}}))}) AS versions
UNWIND [{state: m, held: held}] + versions AS stated
WITH stated.state AS s, stated.held AS held
FOREACH (yes IN CASE WHEN held THEN [true] ELSE [] END | SET s:HeldBack)
FOREACH (no IN CASE WHEN held THEN [] ELSE [true] END | REMOVE s:HeldBack)
