// Creates Identifier nodes.
UNWIND $rows AS row
CREATE (:Identifier {key: row.key, names: row.names, blocked: row.blocked})
