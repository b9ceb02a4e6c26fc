// All of the period as one stretch of time.
WITH cell, dated, '' AS begin, '' AS end
