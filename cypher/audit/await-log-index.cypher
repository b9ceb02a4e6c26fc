// Waits until every committed entry can be found by its subjects: that index follows behind the commits.
// @read
// @system nothing is read
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
