import { graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { lcg, runs, type Stated, statedMoment, statedPeriod } from './oracle.ts';
import {
  type Answer,
  buildWatchedTown,
  type Sighting,
  type Stay,
  type Visit,
  type WatchedTown,
} from './watched-town.ts';

const BUREAU: Caller = { user: 'b', role: 'bureau', department: null };
const ANALYST: Caller = { user: 'a', role: 'analyst', department: null };
const SIDE = '{ all unlinked noIdentifier noCoordinate outOfPeriod }';
const POINT = `at delivery { id } entities places occasions agree disagree unlinkedA ${SIDE} unlinkedB ${SIDE}`;
const QUERY = `query ($datasets: [ID!], $points: Int!, $first: Int, $after: String, $asOf: AsOf, $during: During) {
  crossings(datasets: $datasets, points: $points, first: $first, after: $after, asOf: $asOf, during: $during) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { a { id } b { id } latest { ${POINT} } history { ${POINT} } }
  }
}`;

let town: WatchedTown;
let schema: ReturnType<typeof buildSchema>;

beforeAll(async () => {
  town = await buildWatchedTown();
  schema = buildSchema();
});

async function ask(variables: Record<string, unknown>, caller = BUREAU): Promise<Answer> {
  return (await askPage(variables, caller)).nodes;
}

async function askPage(variables: Record<string, unknown>, caller = BUREAU): Promise<Answer> {
  const { graph, context } = town;
  const { data, errors } = await graphql({
    schema,
    source: QUERY,
    variableValues: { points: 20, ...variables },
    contextValue: createRequestContext({ graph, settings: context.settings, clock: Date.now, caller }),
  });
  if (errors !== undefined) throw errors[0]?.originalError ?? errors[0];
  return JSON.parse(JSON.stringify(data)).crossings;
}

/** One entity as a dataset states it. */
interface Told {
  readonly entity: string;
  readonly isPlace: boolean;
  readonly hasNumber: boolean;
  readonly hasPoint: boolean;
  readonly stated: Stated;
}

const FAR = { first: Date.UTC(1, 0), last: Date.parse('9999-12-30T23:59:59Z') };
const month = (at: number) => new Date(Math.min(Math.max(at, FAR.first), FAR.last)).toISOString().slice(0, 7);

/** Plain loops over two lists of what is told. */
function expectPair(left: readonly Told[], right: readonly Told[]) {
  const namesOf = (told: readonly Told[]) => new Set(told.map(({ entity }) => entity));
  const [own, other] = [namesOf(left), namesOf(right)];
  const shared = [...own].filter((entity) => other.has(entity));
  const isPlace = (entity: string) => left.some((one) => one.entity === entity && one.isPlace);
  // The town's numbers last, they are all that two datasets can compare, and equal ones are what joined them.
  const side = (told: readonly Told[], others: readonly Told[]) => {
    const names = namesOf(others);
    const alone = [...namesOf(told)].filter((entity) => !names.has(entity));
    const of = (entity: string) => told.filter((one) => one.entity === entity);
    const begins = others.map(({ stated }) => month(stated.firstBegin)).sort()[0] ?? '';
    const ends =
      others
        .map(({ stated }) => month(stated.lastEnd - 1))
        .sort()
        .at(-1) ?? '';
    return {
      all: namesOf(told).size,
      unlinked: alone.length,
      noIdentifier: alone.filter((entity) => !of(entity).some(({ hasNumber }) => hasNumber)).length,
      noCoordinate: alone.filter((entity) => !of(entity).some(({ hasPoint }) => hasPoint)).length,
      outOfPeriod:
        others.length === 0
          ? 0
          : alone.filter((entity) => {
              const firsts = of(entity)
                .map(({ stated }) => month(stated.firstBegin))
                .sort();
              const lasts = of(entity)
                .map(({ stated }) => month(stated.lastEnd - 1))
                .sort();
              return (lasts.at(-1) ?? '') < begins || (firsts[0] ?? '') > ends;
            }).length,
    };
  };
  return {
    entities: shared.filter((entity) => !isPlace(entity)).length,
    places: shared.filter(isPlace).length,
    ...{ occasions: null, agree: shared.length, disagree: 0 },
    unlinkedA: side(left, right),
    unlinkedB: side(right, left),
  };
}

function tellRows(rows: readonly (Sighting | Stay | Visit)[]): readonly Told[] {
  return rows.flatMap((row) => {
    const stated = 'at' in row ? statedMoment(row.at) : statedPeriod(row.since, row.until);
    const hasPoint = 'longitude' in row && row.longitude !== null;
    const shared = { hasNumber: true, hasPoint, stated };
    const place = 'place' in row ? row.place : `home of ${row.no}`;
    return [
      ...row.who.map((entity) => ({ ...shared, entity, isPlace: false })),
      { ...shared, entity: place, isPlace: true, hasNumber: 'place' in row },
    ];
  });
}

describe('what datasets share', () => {
  it('is after every delivery what a loop over all rows counts', async () => {
    const random = lcg(5);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const people = Array.from({ length: 14 }, (_, at) => `p${at}`);
    const places = ['l1', 'l2', 'l3', 'l4', 'l5'];
    const someone = () => [...new Set([pick(people), pick(people)])];
    const where = () =>
      pick([
        { longitude: 121.9, latitude: 34.2 },
        { longitude: null, latitude: null },
      ]);
    const [SIGHTINGS = '', STAYS = '', , VISITS = ''] = town.datasets;
    const told = new Map<string, readonly Told[]>([
      [SIGHTINGS, []],
      [STAYS, []],
      [VISITS, []],
    ]);
    let points = 0;
    for (let round = 0; round < runs(6); round++) {
      const dataset = round < 3 ? [SIGHTINGS, STAYS, VISITS][round] : pick([SIGHTINGS, STAYS, VISITS]);
      const count = 1 + Math.floor(random() * 12);
      const numbers = Array.from({ length: count }, (_, at) => `${dataset?.slice(-3)}${at}`);
      if (dataset === SIGHTINGS) {
        const rows = numbers.map((no) => ({
          ...{ no, who: someone(), place: pick(places), ...where() },
          at: pick(['2024-02-29T23:59:59', '2024-03', '2023-12-31', '2022-06-01T10:00:00']),
        }));
        await town.sightings(rows);
        told.set(dataset, tellRows(rows));
      } else if (dataset === STAYS) {
        const rows = numbers.map((no) => ({
          ...{ no, who: someone(), place: pick(places), ...where() },
          ...{ since: pick(['2023-01-01', '2024-03-01', '2024']), until: pick(['2024-12-31', '2025-06-30']) },
        }));
        await town.stays(rows);
        told.set(dataset, tellRows(rows));
      } else if (dataset === VISITS) {
        const rows = numbers.map((no) => ({
          ...{
            no,
            who: someone(),
            code: '',
            address: '海棠路8号',
            since: pick(['', '2019-05-01']),
            until: '2019-06-01',
          },
        }));
        await town.visits(rows);
        told.set(dataset, tellRows(rows));
      }
      const crossings = await ask({ datasets: [SIGHTINGS, STAYS, VISITS].slice(0, round + 1) });
      for (const { a, b, latest, history } of crossings) {
        const { at, delivery, ...counts } = latest;
        if (a.id !== dataset && b.id !== dataset) continue;
        points += 1;
        expect([round, a.id, b.id, counts]).toEqual([
          ...[round, a.id, b.id],
          expectPair(told.get(a.id) ?? [], told.get(b.id) ?? []),
        ]);
        expect(Date.parse(at)).toBeLessThanOrEqual(Date.now());
        // Deliveries of what he may not see are hidden from the bureau too.
        expect(delivery).toBeNull();
        expect(history.at(-1)).toEqual(latest);
      }
    }
    expect(points).toBe(2 * runs(6) - 3);
  }, 120_000);

  it('is told of an earlier time, of a stretch of time, and in steps to who is not of the bureau', async () => {
    const [pair] = await ask({ datasets: town.datasets.slice(0, 2) });
    const times = pair.history.map(({ at }: Answer) => Date.parse(at));
    expect(times.length).toBeGreaterThan(1);
    expect([...times].sort((one, other) => one - other)).toEqual(times);
    const first = pair.history[0].at;
    const [then] = await ask({ datasets: town.datasets.slice(0, 2), asOf: { recorded: first } });
    expect(then.latest).toEqual(pair.history[0]);
    expect(await ask({ datasets: town.datasets.slice(0, 2), asOf: { recorded: '2001-01-01' } })).toEqual([]);
    const [rest] = await ask({
      datasets: town.datasets.slice(0, 2),
      during: { from: pair.history[1].at },
      points: 1,
    });
    expect(rest.history).toEqual([pair.latest]);
    const named = await town.ask(QUERY, { datasets: town.datasets.slice(0, 2), points: 1 });
    expect(named.crossings.nodes[0].latest.delivery.id).toMatch(/^d_/);
    const [steps] = await ask({ datasets: town.datasets.slice(0, 2) }, ANALYST);
    const { smallCount } = town.context.settings.access;
    expect(steps.latest.unlinkedA.all).toBe(Math.floor(pair.latest.unlinkedA.all / smallCount) * smallCount);
    expect(steps.latest.entities % smallCount).toBe(0);
  });

  it('is told page by page of all datasets there are, with how many pairs there are', async () => {
    // Of the others nothing was delivered.
    const datasets = [0, 1, 3].map((place) => town.datasets[place]);
    const whole = await askPage({ datasets, first: 50 });
    const names = whole.nodes.map(({ a, b }: Answer) => [a.id, b.id]);
    expect(whole.totalCount).toBe(names.length);
    expect(whole.pageInfo.hasNextPage).toBe(false);
    expect(names.length).toBeGreaterThan(1);
    const paged: Answer[] = [];
    for (let after = null; ; ) {
      const page = await askPage({ datasets, first: 1, after });
      expect(page.totalCount).toBe(names.length);
      paged.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(whole.nodes);
    const [first] = (await askPage({ first: 1, points: 1 })).nodes;
    expect(first.latest).toEqual(first.history.at(-1));
  });

  it('is refused of an unknown dataset, of a period that ends before it begins, and of too many points', async () => {
    const refuse = async (variables: Record<string, unknown>) => {
      try {
        await ask(variables);
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return 'answered';
    };
    expect(await refuse({ datasets: ['no/where'] })).toBe('DATASET_UNKNOWN');
    const datasets = town.datasets.slice(0, 2);
    expect(await refuse({ datasets, points: 0 })).toBe('BAD_INPUT');
    expect(await refuse({ datasets, points: 501 })).toBe('BAD_INPUT');
    expect(await refuse({ datasets, points: 500, first: 50 })).toBe('QUESTION_TOO_WIDE');
    expect(await refuse({ datasets, after: 'bm9uZQ' })).toBe('CURSOR_INVALID');
    expect(await refuse({ datasets, during: { from: '2024-02-01', to: '2024-01-01' } })).toBe('BAD_INPUT');
  });
});
