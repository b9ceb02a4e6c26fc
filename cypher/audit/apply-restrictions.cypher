// Holds back, or gives free, every mention under some identifiers, its earlier versions too, as the restrictions on them now say. A mention that
// ended stays under the identifier that it had; one that describes somebody else by now is not touched.
// @write
// @param keys: readonly string[]
// @allow Eager: every identifier is settled before its mentions are; a person has few
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
SET i.heldBack = CASE
  WHEN EXISTS { MATCH (i)<-[:HOLDS_BACK]-(x:Restriction) WHERE x.state IN ['OPEN', 'UPHELD'] } THEN true END
WITH i
MATCH (i)<-[known:IDENTIFIED_BY|WAS_IDENTIFIED_BY]-(m:Mention)
WHERE type(known) = 'IDENTIFIED_BY' OR m.endedBy IS NOT NULL
WITH DISTINCT m, EXISTS { MATCH (m)-[:IDENTIFIED_BY|WAS_IDENTIFIED_BY]->(j:Identifier) WHERE j.heldBack } AS held
OPTIONAL MATCH (m)-[:WAS]->(v:MentionVersion)
WITH m, held, collect(v) AS versions
UNWIND [m] + versions AS s
FOREACH (yes IN CASE WHEN held THEN [true] ELSE [] END | SET s:HeldBack)
FOREACH (no IN CASE WHEN held THEN [] ELSE [true] END | REMOVE s:HeldBack)
