import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { lcg, runs } from './oracle.ts';
import { type Answer, buildWatchedTown, type Tie, type WatchedTown } from './watched-town.ts';

const PEOPLE = 36;
const HUB = 500;
const DAYS = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'];

/** A link as the rows tell it, its period in days of 1970 to infinity. */
interface OracleLink {
  readonly a: string;
  readonly b: string;
  readonly from: number;
  readonly to: number;
}

let town: WatchedTown;
let ids: ReadonlyMap<string, string>;
const links: OracleLink[] = [];
const ties: Tie[] = [];

beforeAll(async () => {
  town = await buildWatchedTown();
  const random = lcg(11);
  const pick = (most: number): number => Math.floor(random() * most);
  const add = (a: string, b: string, since = '', until = ''): void => {
    ties.push({ no: `k${ties.length}`, a, b, since, until });
  };
  for (let index = 0; index < 58; index++) {
    const [a, b] = [`p${pick(PEOPLE)}`, `p${pick(PEOPLE)}`];
    const begin = pick(5);
    if (a !== b)
      add(a, b, begin === 0 ? '' : DAYS[begin - 1], pick(3) === 0 ? '' : DAYS[Math.min(4, begin + pick(2))]);
  }
  // Said twice is one link; a street where everybody lives connects nobody.
  const [first] = ties;
  if (first !== undefined) add(first.a, first.b, first.since, first.until);
  for (let index = 0; index < HUB + 20; index++) add('hub', `far${index}`);
  for (const index of [1, 2, 3]) add('hub', `p${index}`);
  // There and back are two links, whichever end has more to say.
  for (const [a, b] of [
    ['p1', 'hub'],
    ['p4', 'p5'],
    ['p5', 'p4'],
  ] as const)
    add(a, b);
  expect((await town.ties(ties)).quarantined).toBe(0);
  const names = [...Array.from({ length: PEOPLE }, (_, index) => `p${index}`), 'hub', 'far0', 'far1'];
  ids = await town.idsOf(names);
  const distinct = new Map(ties.map((tie) => [[tie.a, tie.b, tie.since, tie.until].join(), tie]));
  for (const { a, b, since, until } of distinct.values())
    links.push({
      ...{ a, b },
      from: since === '' ? -Infinity : Date.parse(since),
      to: until === '' ? Infinity : Date.parse(until) + 86_400_000,
    });
});

const person = fc.integer({ min: 0, max: PEOPLE - 1 }).map((index) => `p${index}`);
const QUERY = `query ($from: ID!, $to: ID!, $maxHops: Int!, $first: Int!, $mode: TimeMode!, $during: During, $asOf: AsOf) {
  paths(from: $from, to: $to, maxHops: $maxHops, first: $first, mode: $mode, during: $during, asOf: $asOf) {
    hasMore cutBy hubs paths { cost entities { id } links { type support from { id } to { id } records { key } } }
  }
}`;

describe('paths', () => {
  it('are those that a search of everything finds, best first, in every mode of time', async () => {
    const seen = { several: 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(
        person,
        person,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('ANY', 'TOGETHER', 'IN_ORDER'),
        async (a, b, maxHops, mode) => {
          if (!ids.get(a)?.startsWith('e_') || !ids.get(b)?.startsWith('e_') || a === b) return;
          const first = 6;
          const { paths } = await town.ask(QUERY, { from: ids.get(a), to: ids.get(b), maxHops, first, mode });
          const expected = searchAll(a, b, maxHops, mode);
          expect(paths.paths.map(({ cost }: Answer) => cost.toFixed(9))).toEqual(
            expected.slice(0, first).map((cost) => cost.toFixed(9)),
          );
          expect(paths.hasMore).toBe(expected.length > first);
          expect(paths.cutBy).toEqual([]);
          for (const path of paths.paths) checkPath(path, a, b);
          seen[expected.length > 1 ? 'several' : 'none'] += 1;
        },
      ),
      { numRuns: runs(25) },
    );
    expect(Math.min(seen.several, seen.none)).toBeGreaterThan(0);
  });

  it('lead through no hub, and say how many were passed over', async () => {
    const { paths } = await town.ask(QUERY, {
      from: ids.get('far0'),
      to: ids.get('far1'),
      maxHops: 6,
      first: 3,
      mode: 'ANY',
    });
    expect(paths.paths).toEqual([]);
    expect(paths.hubs).toBe(1);
  });

  it('lead to a hub and from one', async () => {
    const { paths } = await town.ask(QUERY, {
      from: ids.get('hub'),
      to: ids.get('far1'),
      maxHops: 6,
      first: 3,
      mode: 'ANY',
    });
    expect(paths.paths.map(({ cost }: Answer) => cost)).toEqual([1]);
  });

  it('of one link over a period are those that held then', async () => {
    const link = links.find(({ from, to }) => from > 0 && to < Infinity);
    const during = { from: '2030-01-01T00:00:00Z' };
    const variables = {
      from: ids.get(link?.a ?? ''),
      to: ids.get(link?.b ?? ''),
      maxHops: 1,
      first: 50,
      mode: 'ANY',
    };
    const between = links.filter(
      ({ a, b }) => (a === link?.a && b === link.b) || (a === link?.b && b === link.a),
    );
    expect((await town.ask(QUERY, variables)).paths.paths.length).toBe(between.length);
    const later = (await town.ask(QUERY, { ...variables, during })).paths.paths;
    expect(later.length).toBe(between.filter(({ to }) => to === Infinity).length);
  });

  it('as of an earlier recorded time are those of then', async () => {
    const here = await buildWatchedTown();
    const tie = (no: string, a: string, b: string): Tie => ({ no, a, b, since: '', until: '' });
    await here.ties([tie('1', 'x', 'y'), tie('2', 'y', 'z')]);
    const known = await here.idsOf(['x', 'y', 'z']);
    const then = new Date().toISOString();
    await here.ties([tie('1', 'x', 'y'), tie('3', 'x', 'w')]);
    const ask = async (to: string, recorded: string | null) =>
      (
        await here.ask(QUERY, {
          from: known.get('x'),
          to: known.get(to),
          maxHops: 3,
          first: 5,
          mode: 'ANY',
          asOf: { recorded },
        })
      ).paths.paths.length;
    expect(await ask('y', null)).toBe(1);
    expect(await ask('y', then)).toBe(1);
    expect(await ask('z', then)).toBe(1);
  });

  it('are refused of one entity, of an unknown one, and of more hops than six', async () => {
    const [from, to] = [ids.get('p1'), ids.get('p2')];
    const ask = (variables: Record<string, unknown>) =>
      town.refuse(QUERY, { from, to, maxHops: 3, first: 5, mode: 'ANY', ...variables });
    expect(await ask({ to: from })).toEqual(['BAD_INPUT']);
    expect(await ask({ to: 'e_unknown' })).toEqual(['NOT_FOUND']);
    expect(await ask({ maxHops: 7 })).toEqual(['BAD_INPUT']);
    expect(await ask({ first: 0 })).toEqual(['BAD_INPUT']);
    const ends = `from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)}`;
    const askWith = (filter: string) => town.refuse(`{ paths(${ends}, ${filter}) { hubs } }`);
    expect(await askWith('linkTypes: ["KNOW"]')).toEqual(['BAD_INPUT']);
    expect(await askWith('datasets: ["no/where"]')).toEqual(['DATASET_UNKNOWN']);
  });
});

describe('a neighbourhood', () => {
  it('holds everybody within the hops, nearest first, each once', async () => {
    for (const hops of [1, 2, 3]) {
      const { neighbourhood } = await town.ask(
        `query ($entity: ID!, $hops: Int!) { neighbourhood(entity: $entity, hops: $hops, first: 500) { neighbours { hops entity { id } links { type } } leftOut { entities hubs isCut } } }`,
        { entity: ids.get('p1'), hops },
      );
      const found = neighbourhood.neighbours.map((one: Answer) => `${one.hops} ${one.entity.id}`);
      expect([...found].sort()).toEqual(neighboursOf('p1', hops));
      expect(found.map((one: string) => one[0])).toEqual(found.map((one: string) => one[0]).sort());
      expect(neighbourhood.leftOut).toEqual({ entities: 0, hubs: hops === 1 ? 0 : 1, isCut: false });
      for (const { links: own } of neighbourhood.neighbours) expect(own.length).toBeGreaterThan(0);
    }
  });

  it('of a hub is capped, and says how many were left out', async () => {
    const { neighbourhood } = await town.ask(
      `query ($entity: ID!) { neighbourhood(entity: $entity, first: 10) { neighbours { hops } leftOut { entities hubs isCut } } }`,
      { entity: ids.get('hub') },
    );
    expect(neighbourhood.neighbours.length).toBe(10);
    expect(neighbourhood.leftOut).toEqual({ entities: HUB + 23 - 10, hubs: 0, isCut: false });
  });

  it('is refused of an unknown entity and beyond three hops', async () => {
    expect(await town.refuse('{ neighbourhood(entity: "e_unknown") { leftOut { hubs } } }')).toEqual([
      'NOT_FOUND',
    ]);
    expect(
      await town.refuse(`{ neighbourhood(entity: "${ids.get('p1')}", hops: 4) { leftOut { hubs } } }`),
    ).toEqual(['BAD_INPUT']);
  });
});

describe('common neighbours', () => {
  it('are those linked to both, with the links that say so', async () => {
    let common = 0;
    for (let index = 0; index < PEOPLE; index += 3) {
      const [a, b] = [`p${index}`, `p${(index + 1) % PEOPLE}`];
      if (!ids.get(a)?.startsWith('e_') || !ids.get(b)?.startsWith('e_')) continue;
      const { commonNeighbours } = await town.ask(
        `query ($a: ID!, $b: ID!) { commonNeighbours(a: $a, b: $b) { neighbours { entity { id } fromA { type } fromB { type } } } }`,
        { a: ids.get(a), b: ids.get(b) },
      );
      const expected = nextTo(a).filter((one) => nextTo(b).includes(one));
      expect(commonNeighbours.neighbours.map(({ entity }: Answer) => entity.id).sort()).toEqual(
        expected.map((one) => ids.get(one)).sort(),
      );
      for (const { fromA, fromB } of commonNeighbours.neighbours)
        expect(Math.min(fromA.length, fromB.length)).toBeGreaterThan(0);
      common += expected.length;
    }
    expect(common).toBeGreaterThan(0);
  });

  it('are refused of one entity', async () => {
    const [a] = [ids.get('p1')];
    expect(await town.refuse(`{ commonNeighbours(a: "${a}", b: "${a}") { leftOut { hubs } } }`)).toEqual([
      'BAD_INPUT',
    ]);
  });
});

/** Each step leads on from the one before, along a link that has all the records which say so, and no other. */
function checkPath({ entities, links: steps }: Answer, a: string, b: string): void {
  const way = entities.map(({ id }: Answer) => id);
  expect([way[0], way.at(-1), new Set(way).size]).toEqual([ids.get(a), ids.get(b), steps.length + 1]);
  for (const [index, { from, to, support, records }] of steps.entries()) {
    expect([from.id, to.id].sort()).toEqual([way[index], way[index + 1]].sort());
    const [said] = ties.filter(({ no }) => no === records[0]?.key);
    const same = ties.filter(
      ({ a, b, since, until }) =>
        a === said?.a && b === said.b && since === said.since && until === said.until,
    );
    expect(records.map(({ key }: Answer) => key).sort()).toEqual(same.map(({ no }) => no).sort());
    expect([from.id, to.id, support]).toEqual([ids.get(said?.a ?? ''), ids.get(said?.b ?? ''), same.length]);
  }
}

/** Costs of all simple paths, in order. */
function searchAll(a: string, b: string, maxHops: number, mode: string): readonly number[] {
  const costs: number[] = [];
  const walk = (at: string, seen: readonly string[], used: readonly OracleLink[], cost: number): void => {
    if (at === b) {
      if (holds(used, mode)) costs.push(cost);
      return;
    }
    if (used.length === maxHops) return;
    const through = at === a ? 0 : Math.log2(1 + degreeOf(at));
    if (at !== a && degreeOf(at) > HUB) return;
    for (const link of links) {
      const next = link.a === at ? link.b : link.b === at ? link.a : null;
      if (next !== null && !seen.includes(next))
        walk(next, [...seen, next], [...used, link], cost + 1 + through);
    }
  };
  walk(a, [a], [], 0);
  return costs.sort((x, y) => x - y);
}

function holds(used: readonly OracleLink[], mode: string): boolean {
  if (mode === 'TOGETHER')
    return Math.max(...used.map(({ from }) => from)) < Math.min(...used.map(({ to }) => to));
  if (mode === 'IN_ORDER')
    return used.every(({ to }, index) => Math.max(...used.slice(0, index + 1).map(({ from }) => from)) < to);
  return true;
}

function degreeOf(person: string): number {
  return links.filter(({ a, b }) => a === person || b === person).length;
}

function nextTo(person: string): readonly string[] {
  const found = links.flatMap(({ a, b }) => (a === person ? [b] : b === person ? [a] : []));
  return [...new Set(found)].filter((one) => one !== person);
}

/** Through whom a hub is no way on. */
function neighboursOf(start: string, hops: number): readonly string[] {
  const reached = new Map([[start, 0]]);
  for (let level = 1; level <= hops; level++)
    for (const [at, distance] of [...reached]) {
      if (distance !== level - 1 || (at !== start && degreeOf(at) > HUB)) continue;
      for (const next of nextTo(at)) if (!reached.has(next)) reached.set(next, level);
    }
  reached.delete(start);
  return [...reached].map(([person, distance]) => `${distance} ${ids.get(person)}`).sort();
}
