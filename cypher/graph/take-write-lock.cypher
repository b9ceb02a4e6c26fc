// Takes the one writer lane until the transaction ends, whatever process asks, and gives the recorded time of what is
// written in it: never before anything written earlier, even if the clock goes back.
// @write
// @param now: DateTime
// @column at: DateTime
MATCH (l:Lock {name: 'writer'})
SET l.taken = l.taken + 1
SET l.at = CASE WHEN l.at IS NULL OR l.at < $now THEN $now ELSE l.at + duration({milliseconds: 1}) END
RETURN l.at AS at
