import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HUB, type LinkGraph, type Step } from '../../src/correlate/paths/link-graph.ts';
import { costThrough, HOP, type TimeMode } from '../../src/correlate/paths/search-paths.ts';
import { seekPaths } from '../../src/correlate/paths/seek-paths.ts';
import type { EntityId } from '../../src/ids.ts';

interface Town {
  /** Links between entities by their numbers, with the days over which they hold. */
  readonly links: readonly (readonly [one: number, other: number, from: number, to: number])[];
  /** How many links each entity has besides, to others that lead nowhere. */
  readonly leaves: readonly number[];
}

const idOf = (number: number): EntityId => `e_${number}` as EntityId;

/** The links of a town as the database would give them, a few at a time. */
function openTown({ links, leaves }: Town): LinkGraph {
  const all = new Map<EntityId, Step[]>();
  const add = (one: EntityId, other: EntityId, validFrom: number, validTo: number): void => {
    const shape = { type: 'KNOWS', dataset: 'd', validFrom, validTo };
    all.set(one, [...(all.get(one) ?? []), { entity: one, other, outgoing: true, ...shape }]);
    all.set(other, [...(all.get(other) ?? []), { entity: other, other: one, outgoing: false, ...shape }]);
  };
  for (const [one, other, from, to] of links) add(idOf(one), idOf(other), from, to);
  leaves.forEach((count, number) => {
    for (let leaf = 0; leaf < count; leaf++)
      add(idOf(number), `e_${number}_${leaf}` as EntityId, -Infinity, Infinity);
  });
  const read = new Map<EntityId, readonly Step[]>();
  const degrees = new Map<EntityId, number>();
  const cut = new Set<EntityId>();
  const count = (id: EntityId): void => {
    degrees.set(id, Math.min(HUB + 1, all.get(id)?.length ?? 0));
  };
  return {
    read: async (ids, most) => {
      for (const id of ids) {
        const own = all.get(id) ?? [];
        if (own.length > most) cut.add(id);
        read.set(id, own.slice(0, most));
        count(id);
      }
    },
    stepsOf: (id) => read.get(id) ?? [],
    isRead: (id) => read.has(id),
    isCut: (id) => cut.has(id),
    countDegrees: async (ids) => ids.forEach(count),
    degreeOf: (id) => degrees.get(id),
  };
}

/** The costs of all paths from the first entity to the second, least first: every way is walked to its end. */
function walkAll({ links, leaves }: Town, maxHops: number, mode: TimeMode): readonly number[] {
  const degrees = leaves.map(
    (count, number) => count + links.filter(([one, other]) => one === number || other === number).length,
  );
  const costs: number[] = [];
  const walk = (way: readonly number[], cost: number, earliest: number, latest: number): void => {
    const at = way.at(-1) ?? 0;
    if (at === 1) costs.push(cost);
    if (at === 1 || way.length > maxHops) return;
    for (const [one, other, from, to] of links) {
      if (one !== at && other !== at) continue;
      const next = one === at ? other : one;
      const degree = degrees[next] ?? 0;
      if (way.includes(next) || (next !== 1 && degree > HUB)) continue;
      const begin = Math.max(earliest, from);
      const end = mode === 'TOGETHER' ? Math.min(latest, to) : to;
      if (mode !== 'ANY' && begin >= end) continue;
      const price = HOP + (next === 1 ? 0 : costThrough(degree));
      walk([...way, next], cost + price, begin, mode === 'TOGETHER' ? end : latest);
    }
  };
  walk([0], 0, -Infinity, Infinity);
  return costs.sort((a, b) => a - b);
}

/** A link for good. */
const linked = (one: number, other: number) => [one, other, 0, 1] as const;
/** A way from each to the next. */
const chain = (...steps: readonly number[]) => steps.slice(1).map((to, at) => linked(steps[at] ?? 0, to));

// What leads through some of them is dear, and through few impossible.
const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 4, arbitrary: fc.integer({ min: 4, max: 120 }) },
  { weight: 1, arbitrary: fc.constant(HUB + 1) },
);
const days = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 6 }));

function townOf(
  pairs: fc.Arbitrary<readonly [number, number]>,
  count: number,
  most: number,
): fc.Arbitrary<Town> {
  const link = fc
    .tuple(pairs, days)
    .filter(([[one, other]]) => one !== other)
    .map(([[one, other], [from, length]]) => [one, other, from, from + length] as const);
  return fc.record({
    links: fc.array(link, { minLength: 1, maxLength: most }),
    leaves: fc.array(leaf, { minLength: count, maxLength: count }),
  });
}

/** Few entities, anybody linked to anybody. */
const dense = fc
  .integer({ min: 2, max: 9 })
  .chain((count) => townOf(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), count, 18));
/** A long way from one end to the other, three abreast, where one link seldom leads more than two on. */
const LONG = 17;
const long = townOf(
  fc.tuple(fc.nat(LONG - 1), fc.integer({ min: 1, max: 6 })).map(([at, on]) => {
    const place = (number: number): number => (number === 0 ? 0 : number >= LONG - 1 ? 1 : number + 1);
    return [place(at), place(at + on)] as const;
  }),
  LONG,
  40,
);
/** Two short ways through what many know, which are found first, and a long one through what few know, which may be better. */
const detours = fc
  .record({
    dear: fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 6, maxLength: 6 }),
    cheap: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
    ends: fc.tuple(fc.constantFrom(0, 30, 199), fc.constantFrom(0, 30, 199)),
    hops: fc.integer({ min: 3, max: 5 }),
    more: fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 6 }),
  })
  .map(({ dear, cheap, ends, hops, more }): Town => {
    const way = [8, 9, 10, 11, 12].slice(0, hops);
    const links = [...chain(0, 2, 3, 1), ...chain(0, 4, 5, 1), ...chain(0, 6, 10), ...chain(0, 7, 9)];
    const extra = more.filter(([one, other]) => one !== other).map(([one, other]) => linked(one, other));
    return { links: [...links, ...chain(0, ...way, 1), ...extra], leaves: [...ends, ...dear, ...cheap] };
  });
const towns = fc.oneof(dense, long, detours, detours);

async function seek(town: Town, maxHops: number, first: number, mode: TimeMode = 'ANY') {
  const found = await seekPaths(openTown(town), {
    ...{ from: idOf(0), to: idOf(1), maxHops, first, mode, isOver: () => false },
  });
  return { ...found, costs: found.paths.map(({ cost }) => Number(cost.toFixed(6))) };
}

describe('paths that are sought from both ends', () => {
  it('are those that walking every way finds, and there are more where it finds more', async () => {
    await fc.assert(
      fc.asyncProperty(
        towns,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom<TimeMode>('ANY', 'ANY', 'TOGETHER', 'IN_ORDER'),
        async (town, maxHops, first, mode) => {
          const expected = walkAll(town, maxHops, mode);
          const { costs, hasMore, cutBy } = await seek(town, maxHops, first, mode);
          expect(cutBy).toEqual([]);
          expect(costs).toEqual(expected.slice(0, first).map((cost) => Number(cost.toFixed(6))));
          expect(hasMore).toBe(expected.length > first);
        },
      ),
      { numRuns: process.env.JINGWEI_PROOF === 'whole' ? 50_000 : 1_500 },
    );
  });

  it('lead a longer way round an entity that many know', async () => {
    // From 0 to 1 by 3, 4, 2 and 6, or by 5, which a hundred know, and 6.
    const ways = [...chain(0, 3, 4, 2, 6, 1), ...chain(0, 5, 2)];
    const { costs } = await seek({ links: ways, leaves: [0, 199, 0, 0, 0, 98, 0] }, 6, 1);
    expect(costs).toEqual([11.754888]);
  });

  it('are sought anew behind an entity to which a cheaper way leads than was known', async () => {
    // 0 3 4 2 6 7 1 costs less than 0 5 2 6 7 1, and less than 0 8 9 1 and 0 10 11 1, which are found first.
    const way = [...chain(0, 3, 4, 2, 6, 7, 1), ...chain(0, 5, 2)];
    const dear = [...chain(0, 8, 9, 1), ...chain(0, 10, 11, 1)];
    const { costs } = await seek(
      { links: [...way, ...dear], leaves: [0, 400, 0, 0, 0, 38, 0, 0, 61, 61, 61, 61] },
      6,
      1,
    );
    expect(costs).toEqual([14.33985]);
  });

  it('are all found where one side has nothing more to read', async () => {
    const five = [0, 1, 2, 3, 4];
    const links = five.flatMap((one) =>
      five.filter((other) => other > one).map((other) => linked(one, other)),
    );
    expect((await seek({ links, leaves: [0, 0, 0, 0, 0] }, 4, 20)).costs).toHaveLength(16);
  });

  it('tell of a hub between the two ends though a better path made reading it needless', async () => {
    const links = [...chain(0, 2, 1), ...chain(0, 3, 1)];
    expect(await seek({ links, leaves: [0, 0, 28, 600] }, 4, 1)).toMatchObject({ hubs: 1, hasMore: false });
    const third = [...links, ...chain(0, 4, 1)];
    const more = await seek({ links: third, leaves: [0, 0, 8, 600, 8] }, 4, 1);
    expect(more).toMatchObject({ hubs: 1, hasMore: true });
  });

  it('are what was found so far when time is up', async () => {
    const town = { links: chain(0, 2, 1), leaves: [0, 0, 3] };
    let asked = 0;
    const sought = { from: idOf(0), to: idOf(1), maxHops: 6, first: 3, mode: 'ANY' } as const;
    const found = await seekPaths(openTown(town), { ...sought, isOver: () => asked++ > 2 });
    expect(found.cutBy).toContain('TIME');
    expect(found.paths.length).toBeLessThanOrEqual(1);
  });
});
