// Closes some items that are no longer found.
// @write
// @param ids: readonly string[]
UNWIND $ids AS id
MATCH (i:ReviewItem {id: id})
SET i.state = 'DONE'
