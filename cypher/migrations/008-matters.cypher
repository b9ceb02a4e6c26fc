// Matters, and a search that looks only where a caller may: the dataset of a mention is searched with its text.
CREATE CONSTRAINT matter_id IF NOT EXISTS FOR (n:Matter) REQUIRE n.id IS UNIQUE;
DROP INDEX mention_text IF EXISTS;
CREATE FULLTEXT INDEX mention_text IF NOT EXISTS FOR (n:Mention) ON EACH [n.dataset, n.textPublic, n.textInternal, n.textPersonal, n.textSensitive] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
