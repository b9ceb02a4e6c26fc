// The year of local time that something began in, and the one that it ended in.
WITH cell, dated, toString(localdatetime.truncate('year', first)) AS begin, toString(localdatetime.truncate('year', last)) AS end
