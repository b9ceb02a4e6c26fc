// The day of local time that something began in, and the one that it ended in.
WITH cell, dated, toString(localdatetime.truncate('day', first)) AS begin, toString(localdatetime.truncate('day', last)) AS end
