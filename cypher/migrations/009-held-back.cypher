// Which datasets hold what a person wants held back: few mentions have the property, so the index is small.
CREATE INDEX mention_restricted IF NOT EXISTS FOR (n:Mention) ON (n.restricted, n.dataset);
