// The entries e under one matter.
MATCH (e:LogEntry {scope: $matter})
