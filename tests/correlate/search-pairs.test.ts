import { describe, expect, it } from 'vitest';
import {
  batchesOf,
  type Pair,
  type PairSearch,
  pairsAfter,
  searchPairs,
} from '../../src/correlate/crossings/search-pairs.ts';

/** 19,900 pairs. */
const DATASETS = Array.from({ length: 200 }, (_, place) => `d/${String(place).padStart(3, '0')}`);
const ALL = [...pairsAfter(DATASETS, null)];
const BOUND = 5_000;

/** Pages of a search, one behind the other, with how many statements each took. */
async function readPages(datasets: readonly string[], first: number, isCounted: (place: number) => boolean) {
  const places = new Map([...pairsAfter(datasets, null)].map((pair, place) => [pair.join(' '), place]));
  const pages: {
    readonly shown: readonly Pair[];
    readonly statements: number;
    readonly next: Pair | null;
  }[] = [];
  let after: Pair | null = null;
  for (;;) {
    let statements = 0;
    const { found, stoppedAt }: PairSearch<Pair> = await searchPairs(
      pairsAfter(datasets, after),
      first,
      async (batch) => {
        statements += 1;
        return batch.filter((pair) => isCounted(places.get(pair.join(' ')) ?? -1));
      },
    );
    const shown = found.slice(0, first);
    const next: Pair | null = stoppedAt ?? (found.length > first ? (shown.at(-1) ?? null) : null);
    pages.push({ shown, statements, next });
    if (next === null) return pages;
    after = next;
  }
}

describe('pairs of datasets that have points', () => {
  it('are asked of 5,000 pairs a page and no more where none has any, to the end', async () => {
    const pages = await readPages(DATASETS, 50, () => false);
    expect(pages.map(({ statements }) => statements)).toEqual([10, 10, 10, 10]);
    expect(pages.map(({ next }) => next)).toEqual([
      ...[ALL[BOUND - 1], ALL[2 * BOUND - 1], ALL[3 * BOUND - 1]],
      null,
    ]);
  });

  it.each([1, 7, 50])('are on pages of %d each once and in order, however rare they are', async (first) => {
    for (const every of [1_999, 4_999, 12_000]) {
      const pages = await readPages(DATASETS, first, (place) => place % every === every - 1);
      expect(pages.flatMap(({ shown }) => shown)).toEqual(
        ALL.filter((_, place) => place % every === every - 1),
      );
      expect(Math.max(...pages.map(({ statements }) => statements))).toBeLessThanOrEqual(10);
    }
  });

  it('are asked of once where the first pairs fill a page, and all of them where 100 datasets are named', async () => {
    const [first] = await readPages(DATASETS.slice(0, 40), 20, () => true);
    expect([first?.statements, first?.shown]).toEqual([
      1,
      [...pairsAfter(DATASETS.slice(0, 40), null)].slice(0, 20),
    ]);
    const named = await readPages(DATASETS.slice(0, 100), 20, () => false);
    expect(named.map(({ next }) => next)).toEqual([null]);
  });

  it('come in batches of which the last is shorter', () => {
    const sizes = [...batchesOf(ALL, 8_000)].map(({ length }) => length);
    expect(sizes).toEqual([8_000, 8_000, 3_900]);
    expect([...batchesOf([], 3)]).toEqual([]);
  });
});
