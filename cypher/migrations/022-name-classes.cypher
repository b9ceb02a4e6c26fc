// Versions of mentions keep the class of their name, by which it is shown or not. One written before this has the class that the
// same name has today; of another name the class is not known any more, so it is shown to those alone who see the whole dataset.
MATCH (m:Mention)-[:WAS]->(v:MentionVersion)
WHERE v.nameClass IS NULL AND v.name <> '' AND v.name = m.name
CALL (m, v) {
  SET v.nameClass = m.nameClass
} IN TRANSACTIONS OF 5000 ROWS;
// A promise that was kept before roles were told apart holds for all roles until the dataset's next delivery names its own.
MATCH (d:Dataset) WHERE d.oneRecordPerEntity = true AND d.onceRole IS NULL SET d.onceRole = '*';
MATCH (d:Dataset) WHERE d.oneRecordPerEntity IS NOT NULL REMOVE d.oneRecordPerEntity;
