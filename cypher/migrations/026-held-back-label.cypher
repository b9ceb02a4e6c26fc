// What a person holds back bears a label: every guard of a read asks for it, and of a property that nearly nothing has all those
// that a mention has would be read.
CREATE INDEX held_back_dataset IF NOT EXISTS FOR (n:HeldBack) ON (n.dataset);
MATCH (m:Mention)
WHERE m.restricted = true
CALL (m) {
  SET m:HeldBack, m.restricted = NULL
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (v:MentionVersion)
WHERE v.restricted = true
CALL (v) {
  SET v:HeldBack, v.restricted = NULL
} IN TRANSACTIONS OF 5000 ROWS;
DROP INDEX mention_restricted IF EXISTS;
