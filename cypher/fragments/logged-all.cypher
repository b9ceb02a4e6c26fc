// Every entry e of a chain.
MATCH (e:LogEntry)
