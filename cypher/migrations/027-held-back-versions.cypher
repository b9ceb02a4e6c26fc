// What was stated under a held back identifier stays held back where the record describes somebody else by now: before, such
// mentions were passed over with all their versions.
MATCH (:Restriction)-[:HOLDS_BACK]->(i:Identifier)
WHERE i.heldBack = true
WITH DISTINCT i, '"value":"' + replace(replace(substring(i.key, size(split(i.key, ':')[0]) + 1), '\\', '\\\\'), '"', '\\"') + '"' AS value
MATCH (i)<-[:IDENTIFIED_BY|WAS_IDENTIFIED_BY]-(:Mention)-[:WAS]->(v:MentionVersion)
WHERE v.attributes CONTAINS value
CALL (v) {
  SET v:HeldBack
} IN TRANSACTIONS OF 5000 ROWS;
