// What a person holds back bears a label: every guard of a read asks for it, and of a property that nearly nothing has all those
// that a mention has would be read. The property stays: a version from before this one, gone back to or still running, asks for it.
CREATE INDEX held_back_dataset IF NOT EXISTS FOR (n:HeldBack) ON (n.dataset);
MATCH (m:Mention)
WHERE m.restricted = true
CALL (m) {
  SET m:HeldBack
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (v:MentionVersion)
WHERE v.restricted = true
CALL (v) {
  SET v:HeldBack
} IN TRANSACTIONS OF 5000 ROWS;
