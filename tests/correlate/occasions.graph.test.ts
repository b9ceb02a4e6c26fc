import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { DEMO_CITY } from '../../src/city/demo-city.ts';
import { type GeneratedCity, makeCity } from '../city/generated-city.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import { type Answer, buildWatchedTown } from './watched-town.ts';

const ACCIDENTS = 'traffic-police/accidents';
const DISPATCHES = 'emergency-dispatch/dispatches';
const ANALYST: Caller = { user: 'a', role: 'analyst', department: null };

let city: GeneratedCity;
let ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

// The shared server holds the same city: the same seed gives the same bytes.
beforeAll(async () => {
  city = await makeCity(DEMO_CITY);
  const graph = await openTestGraph();
  const { settings } = intakeContext(graph);
  const matter = await openTestMatter(intakeContext(graph), {
    datasets: [ACCIDENTS, DISPATCHES],
    people: ['a'],
  });
  const schema = buildSchema();
  ask = async (source, variableValues = {}) => {
    const contextValue = createRequestContext({ graph, settings, clock: Date.now, caller: ANALYST, matter });
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    if (errors !== undefined) throw errors[0]?.originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data));
  };
}, 120_000);
afterAll(() => city.remove());

const QUERY = `query ($during: During) {
  sameOccasions(dataset: "${ACCIDENTS}", other: "${DISPATCHES}", during: $during, first: 1000) {
    totalCount events eventsFound expected shiftsInDays foundByShift pValue isCut
    occasions { minutes probability evidence { of bits } record { key } otherRecord { key } }
  }
}`;

describe('same occasions of the city', () => {
  it('are those of its truth, 95 in 100 and more either way, and far more than by chance', async () => {
    const truth = new Set(
      city.rows('occasions.csv').map(({ accident, dispatch }) => `${accident} ${dispatch}`),
    );
    const found = new Set<string>();
    let [events, eventsFound, expected] = [0, 0, 0];
    for (const during of [{ to: '2022-12-31T16:00:00Z' }, { from: '2022-12-31T16:00:00Z' }]) {
      const { sameOccasions } = await ask(QUERY, { during });
      for (const { record, otherRecord, probability, evidence } of sameOccasions.occasions) {
        found.add(`${record.key} ${otherRecord.key}`);
        const bits = evidence.reduce((sum: number, one: Answer) => sum + one.bits, 0);
        expect(probability).toBeCloseTo(1 / (1 + 2 ** -bits), 9);
        expect(probability).toBeGreaterThanOrEqual(0.5);
      }
      events += sameOccasions.events;
      eventsFound += sameOccasions.eventsFound;
      expected += sameOccasions.expected;
      expect(sameOccasions.foundByShift.length).toBe(sameOccasions.shiftsInDays.length);
      expect(sameOccasions.pValue).toBeLessThan(1e-6);
    }
    const right = [...found].filter((pair) => truth.has(pair)).length;
    expect(events).toBe(new Set(city.rows('traffic-police/accidents.csv').map((row) => row.事故编号)).size);
    expect(right / found.size).toBeGreaterThanOrEqual(0.95);
    expect(right / truth.size).toBeGreaterThanOrEqual(0.95);
    expect(expected).toBeLessThan(eventsFound / 20);
  }, 120_000);

  it('are refused of one dataset, of an unknown one, in no zone', async () => {
    const refuse = async (args: string) => {
      try {
        await ask(`{ sameOccasions(${args}) { totalCount } }`);
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return 'answered';
    };
    expect(await refuse(`dataset: "${ACCIDENTS}", other: "${ACCIDENTS}"`)).toBe('BAD_INPUT');
    expect(await refuse(`dataset: "${ACCIDENTS}", other: "no/where"`)).toBe('DATASET_UNKNOWN');
    expect(await refuse(`dataset: "${ACCIDENTS}", other: "${DISPATCHES}", first: 1001`)).toBe('BAD_INPUT');
    expect(
      await refuse(`dataset: "${ACCIDENTS}", other: "${DISPATCHES}", otherPerDay: 1, timeZone: "Nowhere"`),
    ).toBe('BAD_INPUT');
  });
});

describe('same occasions as of an earlier time', () => {
  it('are those that were known then', async () => {
    const town = await buildWatchedTown();
    const row = (at: number, minutes: number) => ({
      ...{ who: [], place: `l${at % 7}`, longitude: 117.4 + (at % 7) / 50, latitude: 33.1 },
      at: new Date(Date.UTC(2024, 1, 1 + at, 10, minutes)).toISOString().slice(0, 16),
    });
    const stay = (at: number, minutes: number) => {
      const { at: since, ...rest } = row(at, minutes);
      return { ...rest, no: `t${at}`, since, until: `${since.slice(0, 11)}23:00` };
    };
    const days = Array.from({ length: 30 }, (_, at) => at);
    await town.sightings(days.map((at) => ({ ...row(at, 0), no: `s${at}` })));
    await town.stays(days.map((at) => stay(at, 5)));
    const [dataset, other] = town.datasets;
    const query = `query ($dataset: ID!, $other: ID!, $asOf: AsOf, $otherPerDay: Int) {
      sameOccasions(dataset: $dataset, other: $other, asOf: $asOf, otherPerDay: $otherPerDay) {
        events eventsFound expected pValue log10PValue occasions { minutes probability record { key } otherRecord { key } }
      }
    }`;
    const look = async (variables: Record<string, unknown> = {}) =>
      (await town.ask(query, { dataset, other, ...variables })).sameOccasions;
    const first = await look();
    expect([first.events, first.eventsFound]).toEqual([30, 30]);
    expect(10 ** first.log10PValue).toBeCloseTo(first.pValue, 9);
    const then = new Date().toISOString();
    // A third is gone, a third is two hours later, a third is as it was.
    await town.stays(days.filter((at) => at % 3 > 0).map((at) => stay(at, at % 3 === 1 ? 125 : 5)));
    const now = await look();
    expect(now.occasions.map(({ record }: Answer) => Number(record.key.slice(1)) % 3)).toEqual(
      Array(10).fill(2),
    );
    expect(await look({ asOf: { recorded: then } })).toEqual(first);
    expect((await look({ asOf: { recorded: then }, otherPerDay: 1 })).events).toBe(30);
    expect((await look({ otherPerDay: 1 })).events).toBe(20);
    expect((await look({ asOf: { recorded: '2001-01-01' } })).events).toBe(0);
  }, 120_000);
});
