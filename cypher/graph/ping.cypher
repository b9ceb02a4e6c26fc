// Proves that the database answers.
// @read
// @open nothing is read
// @column answer: number
RETURN 1 AS answer
