// The month of local time that something began in, and the one that it ended in.
WITH cell, dated, toString(localdatetime.truncate('month', first)) AS begin, toString(localdatetime.truncate('month', last)) AS end
