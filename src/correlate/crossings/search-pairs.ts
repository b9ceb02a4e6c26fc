export type Pair = readonly [a: string, b: string];

/** Pairs in one statement: most have been counted, so that a page is one or two. */
const BATCH = 500;
/** Statements of one page: all pairs of as many datasets as a question may name are fewer. */
const MOST_BATCHES = 10;

export interface PairSearch<T> {
  /** In order; one more than wanted, and what was read along with it, where there are more. */
  readonly found: readonly T[];
  /** The last pair that was looked at where the search stopped at its bound, to go on behind; else null. */
  readonly stoppedAt: Pair | null;
}

/** Pairs in order of their names, behind a position. Names have no spaces, so that they are kept in the same order. Pure. */
export function* pairsAfter(datasets: readonly string[], after: Pair | null): Generator<Pair> {
  for (const [place, a] of datasets.entries()) {
    if (after !== null && a < after[0]) continue;
    for (const b of datasets.slice(place + 1))
      if (after === null || a > after[0] || b > after[1]) yield [a, b];
  }
}

/** Pairs in lists of a size, the last one shorter; none is made before it is asked for. Pure. */
export function* batchesOf(pairs: Iterable<Pair>, size: number): Generator<readonly Pair[]> {
  let batch: Pair[] = [];
  for (const pair of pairs) {
    batch.push(pair);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What some pairs give, read batch by batch until there is more than wanted, or so many were looked at that a later page has to go on. */
export async function searchPairs<T>(
  pairs: Iterable<Pair>,
  wanted: number,
  read: (batch: readonly Pair[]) => Promise<readonly T[]>,
): Promise<PairSearch<T>> {
  const found: T[] = [];
  let batches = 0;
  let last: Pair | null = null;
  for (const batch of batchesOf(pairs, BATCH)) {
    // What stands here has pairs left: the bound is only told where it cut something off.
    if (batches === MOST_BATCHES) return { found, stoppedAt: last };
    found.push(...(await read(batch)));
    if (found.length > wanted) break;
    batches += 1;
    last = batch.at(-1) ?? last;
  }
  return { found, stoppedAt: null };
}
