import { describe, expect, it } from 'vitest';
import { settleTies } from '../../../src/resolve/engine/clustering/settle-ties.ts';
import { foldAlike } from '../../../src/resolve/engine/fold.ts';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';

function organization(id: string, original: string, more: Partial<EngineMention> = {}): EngineMention {
  const value = original.replace('安定厂', '');
  const attributes = [{ name: 'name', kind: 'organization-name', value, original } as const];
  return { id, kind: 'Organization', type: '', source: 'test/names', attributes, ...more };
}

describe('mentions that say the very same', () => {
  it('are compared once', () => {
    const { distinct, spokesman } = foldAlike([
      organization('a', '识昌实业'),
      organization('b', '识昌实业'),
      organization('c', '识昌实业安定厂'),
    ]);
    expect(distinct.map(({ id }) => id)).toEqual(['a', 'c']);
    expect([...spokesman]).toEqual([0, 0, 1]);
  });

  it('stay two where their source states nothing twice', () => {
    const twice = [
      organization('a', '识昌实业', { once: true }),
      organization('b', '识昌实业', { once: true }),
    ];
    expect(foldAlike(twice).distinct).toHaveLength(2);
  });
});

describe('a tie between two records of a source that states nothing twice', () => {
  const onceIn = ['register', 'register', undefined];
  const tied = (first: number, second: number): readonly number[] => [
    ...settleTies(
      { left: Int32Array.of(0, 1), right: Int32Array.of(2, 2), bits: Float64Array.of(first, second) },
      { onceIn },
    ).bits,
  ];

  it.each([
    ['is left for a person', 9, 8, [-3, -3]],
    ['is none where one is clearly better', 9, 2, [9, 2]],
    ['is none where nothing would join', -8, -8, [-8, -8]],
  ])('%s', (_, first, second, bits) => {
    expect(tied(first, second)).toEqual(bits);
  });
});
