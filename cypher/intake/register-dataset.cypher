// Makes a dataset known with its department and the definition that it is read by from now on. What it was read by before
// stays known: some of what it states was stated under that.
// @write
// @param department: Properties
// @param dataset: Properties
// @param definition: Properties
MERGE (p:Department {id: $department.id})
SET p += $department
MERGE (s:Dataset {id: $dataset.id})
ON CREATE SET s.sequence = 0, s.records = 0
SET s += $dataset, s.definitions = [hash IN coalesce(s.definitions, []) WHERE hash <> $definition.hash] + $definition.hash
MERGE (p)-[:OWNS]->(s)
MERGE (f:Definition {hash: $definition.hash})
ON CREATE SET f += $definition, f.registeredAt = datetime()
