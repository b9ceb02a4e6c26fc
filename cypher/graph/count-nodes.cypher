// How many nodes there are of any kind, which the server keeps count of.
// @read
// @open the product's own state
// @column nodes: number
MATCH (n)
RETURN count(n) AS nodes
