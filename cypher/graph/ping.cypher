// Proves that the database answers.
// @read
// @column answer: number
RETURN 1 AS answer
