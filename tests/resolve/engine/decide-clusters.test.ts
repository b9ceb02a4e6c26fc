import { describe, expect, it } from 'vitest';
import type { Clustering } from '../../../src/resolve/engine/clustering/cluster-pairs.ts';
import { NO_CONSTRAINTS } from '../../../src/resolve/engine/clustering/constraints.ts';
import { decideClusters } from '../../../src/resolve/engine/clustering/decide-clusters.ts';

function clustered(clusters: readonly number[], proposals: Clustering['proposals'] = []): Clustering {
  return { clusters: Int32Array.from(clusters), proposals, vetoed: [] };
}

const nobody = (): null => null;
const noName = nobody;

describe('a group that bears many names', () => {
  const decide = (names: readonly (string | null)[], same: readonly (readonly [number, number])[] = []) =>
    decideClusters(
      clustered(names.map(() => 0)),
      { ...NO_CONSTRAINTS, same },
      { nameOf: (place) => names[place] ?? null, priorOf: nobody },
    );

  it('is not joined where the names are those of different people', () => {
    const { clusters, overfull } = decide(['识昌明', '甘丽', '欧阳博', '鲁建国', '沈冰'], [[0, 3]]);
    expect(overfull).toEqual([[0, 1, 2, 3, 4]]);
    expect([...clusters]).toEqual([0, 1, 2, 0, 4]);
  });

  it('is one person where most say one name and the rest slipped', () => {
    const slips = ['识昌明', '甘丽', '欧阳博', '鲁建国'];
    const { clusters, overfull } = decide([...slips, ...Array.from({ length: 4 }, () => '沈冰'), null]);
    expect(overfull).toEqual([]);
    expect(new Set(clusters)).toEqual(new Set([0]));
  });

  it('is one person where every name is a character off', () => {
    expect(decide(['沈冰', '沈水', '申冰', '沈兵', '沉冰', '沈永']).overfull).toEqual([]);
  });
});

describe('what is one entity already', () => {
  const weak = [{ left: 0, right: 2, bits: -2 }];
  const decide = (priors: readonly (string | null)[], bits = -2, more: { readonly tied?: true } = {}) =>
    decideClusters(
      clustered(
        [0, 0, 2],
        weak.map((one) => ({ ...one, bits, ...more })),
      ),
      NO_CONSTRAINTS,
      { nameOf: noName, priorOf: (place) => priors[place] ?? null },
    );

  it.each([
    ['stays one at a weight that would not join', ['e', 'e', 'e'], -2, [0, 0, 0]],
    ['is broken up where it is less than that', ['e', 'e', 'e'], -2.5, [0, 0, 2]],
    ['is not what two entities are', ['e', 'e', 'f'], -2, [0, 0, 2]],
  ] as const)('%s', (_, priors, bits, clusters) => {
    expect([...decide(priors, bits).clusters]).toEqual(clusters);
  });

  it('is broken up where another fits it about as well by now', () => {
    expect([...decide(['e', 'e', 'e'], 3, { tied: true }).clusters]).toEqual([0, 0, 2]);
  });
});
