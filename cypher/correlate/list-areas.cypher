// All areas with what became of them.
// @read
// @open areas are a public reference
// @column code: string
// @column province: string
// @column prefecture: string
// @column name: string
// @column level: string
// @column from: number
// @column to: number | null
// @column successors: readonly string[]
// @column years: readonly number[]
// @column shape: string | null
MATCH (a:Area)
WHERE a.id > ''
RETURN a.code AS code, a.province AS province, a.prefecture AS prefecture, a.name AS name, a.level AS level,
       a.from AS from, a.to AS to, a.successors AS successors, a.years AS years, a.shape AS shape
