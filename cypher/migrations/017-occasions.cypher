// Superseded records by when they began, so that occasions can be asked as of an earlier state of knowledge.
CREATE INDEX record_version_valid IF NOT EXISTS FOR (n:RecordVersion) ON (n.validFrom);
