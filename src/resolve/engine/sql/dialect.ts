/**
 * Everything of the engine's SQL that is DuckDB's own way of saying it. Another SQL engine needs this file written
 * anew and nothing else; the rest keeps to SQL:2016.
 */
export const dialect = {
  /** A whole number of 64 bits that depends on the texts or numbers alone. */
  hash: (...values: readonly string[]): string => `hash(${values.join(', ')})`,
  /** Numbers 0 … count-1 as `numbers(x)`. */
  numbers: (count: number): string => `range(${count}) AS numbers(x)`,
  integer: (value: string): string => `(${value})::INTEGER`,
  real: (value: string): string => `(${value})::DOUBLE`,
  level: (value: string): string => `(${value})::UTINYINT`,
  countBits: (value: string): string => `bit_count(${value})`,
  bitAnd: (one: string, other: string): string => `(${one} & ${other})`,
  /** null where the text is no whole number. */
  parseInteger: (text: string): string => `try_cast(${text} AS INTEGER)`,
  length: (text: string): string => `length(${text})`,
  head: (text: string, count: number): string => `left(${text}, ${count})`,
  tail: (text: string, count: number): string => `right(${text}, ${count})`,
  part: (text: string, from: number, count?: number): string =>
    count === undefined ? `substr(${text}, ${from})` : `substr(${text}, ${from}, ${count})`,
  before: (text: string, mark: string): string => `split_part(${text}, '${mark}', 1)`,
  startsWith: (text: string, head: string): string => `starts_with(${text}, ${head})`,
  /** Similarity 0..1 (Winkler 1990). */
  jaroWinkler: (one: string, other: string): string => `jaro_winkler_similarity(${one}, ${other})`,
  /** Edits with transpositions (Damerau 1964). */
  damerau: (one: string, other: string): string => `damerau_levenshtein(${one}, ${other})`,
  /** Places at which two texts of one length differ; 99 where the lengths differ. */
  hamming: (one: string, other: string): string =>
    `CASE WHEN strlen(${one}) = strlen(${other}) THEN hamming(${one}, ${other}) ELSE 99 END`,
  /**
   * Lets a prepared statement outlive what its tables hold: a plan that goes by the least and greatest values of the
   * moment is wrong for the next ones.
   */
  planForAnyContent:
    "SET disabled_optimizers = 'statistics_propagation,compressed_materialization,empty_result_pullup'",
  /** Types of feature columns. */
  types: { text: 'VARCHAR', integer: 'INTEGER', real: 'DOUBLE' },
} as const;
