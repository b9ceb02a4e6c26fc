// Holds back, or gives free, what was stated under some identifiers, as the restrictions on them now say: a mention that is known
// by one of them, or ended under it, and every earlier version in which one stands, also of a mention that describes somebody else
// by now.
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
     EXISTS { MATCH (m)-[by:IDENTIFIED_BY|WAS_IDENTIFIED_BY]->(j:Identifier)
              WHERE j.heldBack AND (type(by) = 'IDENTIFIED_BY' OR m.endedBy IS NOT NULL) } AS held,
     COLLECT { MATCH (m)-[:IDENTIFIED_BY|WAS_IDENTIFIED_BY]->(j:Identifier) WHERE j.heldBack RETURN j } AS holding
OPTIONAL MATCH (m)-[:WAS]->(v:MentionVersion)
WITH m, held, collect({state: v, held: any(j IN holding WHERE {{bears(v, j)}})}) AS versions
UNWIND [{state: m, held: held}] + versions AS stated
WITH stated.state AS s, stated.held AS held
FOREACH (yes IN CASE WHEN held THEN [true] ELSE [] END | SET s:HeldBack)
FOREACH (no IN CASE WHEN held THEN [] ELSE [true] END | REMOVE s:HeldBack)
