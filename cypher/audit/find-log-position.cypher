// The first entry of a chain that is not older than a moment.
// @read
// @system only those read it who may, and that is asked where it is handed out
// @param chain: string
// @param since: DateTime
// @column sequence: number
MATCH (e:LogEntry)
WHERE e.chain = $chain AND e.at >= $since
WITH e
ORDER BY e.at
LIMIT 1
RETURN e.sequence AS sequence
