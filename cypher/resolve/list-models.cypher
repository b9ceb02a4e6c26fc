// Every model with what it was trained on; what it learned stays out.
// @read
// @system identity is decided from everything
// @column id: string
// @column kind: string
// @column version: string
// @column state: string
// @column trainedAt: number
// @column seconds: number
// @column mentions: number
// @column candidates: number
// @column matches: number
// @column prior: number
// @column datasets: readonly string[]
// @column data: string
MATCH (m:Model)
WHERE m.id > ''
RETURN m.id AS id, m.kind AS kind, m.version AS version, m.state AS state, m.trainedAt.epochMillis AS trainedAt,
       m.seconds AS seconds, m.mentions AS mentions, m.candidates AS candidates, m.matches AS matches,
       m.prior AS prior, m.datasets AS datasets, m.data AS data
ORDER BY trainedAt, id
