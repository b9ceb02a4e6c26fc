import { describe, expect, it } from 'vitest';
import { findOpenPairs } from '../../../src/resolve/engine/training/open-pairs.ts';

type Pair = readonly [left: number, right: number, bits: number];

// Two clusters of two, 0 with 1 and 2 with 3, and a mention that is alone.
const CLUSTERS = Int32Array.from([0, 0, 2, 2, 4]);

function openOf(pairs: readonly Pair[]): readonly number[] {
  const scored = {
    left: Int32Array.from(pairs, ([left]) => left),
    right: Int32Array.from(pairs, ([, right]) => right),
    bits: Float64Array.from(pairs, ([, , bits]) => bits),
  };
  return [...findOpenPairs(scored, CLUSTERS)];
}

describe('pairs of which clusters do not say whether they are two', () => {
  it.each<[string, readonly Pair[], readonly number[]]>([
    [
      'are those of a mention alone with its one likely cluster',
      [
        [0, 4, 1],
        [1, 4, -9],
        [0, 2, 3],
      ],
      [1, 1, 0],
    ],
    [
      'are none where another cluster comes near',
      [
        [0, 4, 4],
        [2, 4, 3],
      ],
      [0, 0],
    ],
    [
      'are those with the better one where the other does not',
      [
        [2, 4, 1],
        [0, 4, 4],
        [3, 4, 2],
      ],
      [0, 1, 0],
    ],
    [
      'are none where nothing is likely',
      [
        [0, 4, -1],
        [2, 4, -8],
      ],
      [0, 0],
    ],
    [
      'are none within a cluster',
      [
        [0, 1, -3],
        [2, 3, 9],
      ],
      [0, 0],
    ],
  ])('%s', (_, pairs, expected) => {
    expect(openOf(pairs)).toEqual(expected);
  });
});
