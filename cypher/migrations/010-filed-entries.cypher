// What an entry of the log is about is filed behind the commits, many entries at once: filing each with its own commit cost
// three times what writing it did. Until then whoever searches reads the few that are not filed.
DROP INDEX log_entry_subjects IF EXISTS;
CREATE FULLTEXT INDEX filed_entry_subjects IF NOT EXISTS FOR (n:FiledEntry) ON EACH [n.subjects] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE CONSTRAINT log_filing_chain IF NOT EXISTS FOR (n:LogFiling) REQUIRE n.chain IS UNIQUE;
