// The hour of local time that something began in, and the one that it ended in.
WITH cell, dated, toString(localdatetime.truncate('hour', first)) AS begin, toString(localdatetime.truncate('hour', last)) AS end
