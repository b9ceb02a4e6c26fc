// The page after a position, in descending order.
WITH e, sortName, mention
WHERE sortName < $afterName OR (sortName = $afterName AND mention < $afterId)
WITH e, sortName, mention
ORDER BY sortName DESC, mention DESC
LIMIT $limit
