// The entries e of one caller.
MATCH (e:LogEntry {actor: $caller})
