// All of the period as one stretch of time.
WITH cell, '' AS begin, '' AS end
