import { describe, expect, it } from 'vitest';
import {
  clusterPairs,
  DEFAULT_CLUSTERING,
  type ScoredPairs,
} from '../../../src/resolve/engine/clustering/cluster-pairs.ts';
import { NO_CONSTRAINTS } from '../../../src/resolve/engine/clustering/constraints.ts';

type Pair = readonly [left: number, right: number, bits: number];

function toPairs(pairs: readonly Pair[]): ScoredPairs {
  return {
    left: Int32Array.from(pairs, ([left]) => left),
    right: Int32Array.from(pairs, ([, right]) => right),
    bits: Float64Array.from(pairs, ([, , bits]) => bits),
  };
}

const clustersOf = (mentions: number, pairs: readonly Pair[], different: readonly Pair[] = []) => [
  ...clusterPairs(mentions, toPairs(pairs), {
    ...NO_CONSTRAINTS,
    different: different.map(([left, right]) => [left, right] as const),
  }).clusters,
];

/** Mentions 0-3 are one, and so are 4-7. */
const TWO: readonly Pair[] = [0, 4].flatMap((first) =>
  [0, 1, 2, 3].flatMap((a) => [1, 2, 3].filter((b) => b > a).map((b): Pair => [first + a, first + b, 14])),
);

describe('clustering', () => {
  it.each([
    ['joins what fits one', [[0, 2, 3]], [0, 0, 0]],
    [
      'joins neither of two that it fits as well, where these are not one',
      [
        [0, 2, 3],
        [1, 2, 2],
      ],
      [0, 1, 2],
    ],
    [
      'joins the clearly better of two',
      [
        [0, 2, 5],
        [1, 2, -1],
      ],
      [0, 1, 0],
    ],
    [
      'joins both where these are one',
      [
        [0, 1, 9],
        [0, 2, 3],
        [1, 2, 2],
      ],
      [0, 0, 0],
    ],
    [
      'joins a sure fit whatever else fits',
      [
        [0, 2, 9],
        [1, 2, 8],
      ],
      [0, 0, 0],
    ],
  ] satisfies readonly (readonly [string, readonly Pair[], readonly number[]])[])(
    '%s',
    (name, pairs, expected) => {
      const all = name === 'joins what fits one' ? [...pairs, [0, 1, 5] as const, [1, 2, 3] as const] : pairs;
      expect(clustersOf(3, all)).toEqual(expected);
    },
  );

  it('keeps a large group from two that a person judged different, if it fits both as well', () => {
    const pairs: readonly Pair[] = [
      ...TWO.filter(([left]) => left < 4),
      [0, 4, 5],
      [1, 4, 5],
      [2, 4, 5],
      [3, 4, 5],
    ];
    const rival: readonly Pair[] = [0, 1, 2, 3].map((left): Pair => [left, 5, 4]);
    expect(clustersOf(6, [...pairs, ...rival])).toEqual([0, 0, 0, 0, 0, 0]);
    expect(clustersOf(6, [...pairs, ...rival], [[4, 5, 0]])).toEqual([0, 0, 0, 0, 4, 5]);
  });

  it('joins a mention that is alone by its one sure fit, though an average over the others would not', () => {
    expect(clustersOf(9, [...TWO, [0, 8, 7]])).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 0]);
    expect(clustersOf(9, [...TWO, [0, 8, 2]])).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 8]);
    expect(clustersOf(9, [...TWO, [0, 8, 7], [4, 8, 6]])).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 8]);
  });

  it.each([
    ['smaller', 0, 9],
    ['larger', 9, 0],
  ])(
    'leaves two that a person judged different apart from what both fit, when one of a %s number joined it before',
    (_, sure, other) => {
      const group = [1, 2, 3, 4];
      const within = group.flatMap((l) => group.filter((r) => r > l).map((r): Pair => [l, r, 20]));
      const ordered = (l: number, r: number, bits: number): Pair => [Math.min(l, r), Math.max(l, r), bits];
      const pairs = [...within, ordered(sure, 1, 9), [1, 6, 4] as const, [2, 7, 4] as const];
      const clusters = clustersOf(10, pairs, [[6, 7, 0]]);
      expect([clusters[6], clusters[7], clusters[other]]).toEqual([6, 7, other]);
      expect(clusters[sure]).toBe(clusters[1]);
    },
  );

  it.each([
    ['that say nothing of it, as rarely as strangers do', -6, 0],
    ['that speak against it', -18, 8],
  ])('joins a mention that is alone by its one sure fit beside others %s', (_, others, expected) => {
    const pairs = toPairs([...TWO, [0, 8, 7], ...[1, 2, 3].map((left): Pair => [left, 8, others])]);
    const { clusters } = clusterPairs(9, pairs, NO_CONSTRAINTS, { ...DEFAULT_CLUSTERING, prior: -9 });
    expect(clusters[8]).toBe(expected);
  });

  it('leaves a mention alone that another speaks against, though not on average with what it fits', () => {
    const pairs = toPairs([...TWO, [0, 8, 7], [1, 8, -18]]);
    const { clusters } = clusterPairs(9, pairs, NO_CONSTRAINTS, { ...DEFAULT_CLUSTERING, prior: -9 });
    expect(clusters[8]).toBe(8);
  });

  it('never joins against a veto', () => {
    expect(clustersOf(9, [...TWO, [0, 8, 7]], [[1, 8, 0]])).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 8]);
  });
});
