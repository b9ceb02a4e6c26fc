// What stands in place of an erased row: a keyed hash, so that the row is known again and cannot be guessed.
CREATE CONSTRAINT tombstone_id IF NOT EXISTS FOR (n:Tombstone) REQUIRE n.id IS UNIQUE;
