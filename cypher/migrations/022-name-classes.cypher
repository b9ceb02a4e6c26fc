// Versions of mentions keep the class of their name, by which it is shown or not. Those written before this have the class that
// the mention's name has today.
MATCH (m:Mention)-[:WAS]->(v:MentionVersion) WHERE v.nameClass IS NULL SET v.nameClass = m.nameClass;
