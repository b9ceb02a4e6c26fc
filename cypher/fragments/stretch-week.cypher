// The week of local time that something began in, and the one that it ended in.
WITH cell, dated, toString(localdatetime.truncate('week', first)) AS begin, toString(localdatetime.truncate('week', last)) AS end
