// Where an item stands in the queue, for what goes on behind it.
// @read
// @system the place of a page that was given before
// @param id: string
// @column worth: number
MATCH (i:ReviewItem {id: $id})
RETURN i.worth AS worth
