import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { DEMO_CITY } from '../../src/city/demo-city.ts';
import { recordId } from '../../src/ids.ts';
import { type GeneratedCity, makeCity } from '../city/generated-city.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import type { Answer } from './watched-town.ts';

const DATASETS = ['traffic-police/passages', 'vehicles/registrations'];
const ANALYST: Caller = { user: 'a', role: 'analyst', department: null };
/** Of those that the answer holds for each vehicle. */
const FIRST = 6;

let city: GeneratedCity;
let ask: (query: string, variables: Record<string, unknown>) => Promise<Answer>;

// The shared server holds the same city: the same seed gives the same bytes.
beforeAll(async () => {
  city = await makeCity(DEMO_CITY);
  const graph = await openTestGraph();
  const { settings } = intakeContext(graph);
  const matter = await openTestMatter(intakeContext(graph), { datasets: DATASETS, people: ['a'] });
  const schema = buildSchema();
  ask = async (source, variableValues) => {
    const contextValue = createRequestContext({ graph, settings, clock: Date.now, caller: ANALYST, matter });
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    if (errors !== undefined) throw errors[0]?.originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data));
  };
}, 120_000);
afterAll(() => city.remove());

describe('planted companions of the city', () => {
  it('are found, with hardly a false one among as many as were planted, and regulars never above them', async () => {
    const pairs = city.rows('companions.csv');
    const planted = pairs.filter(({ kind }) => kind === 'companion');
    const entities = await findVehicles();
    const ranked: { pValue: number; isPlanted: boolean; isRegular: boolean }[] = [];
    for (const { a = '', b = '' } of planted) {
      const regulars = pairs
        .filter((one) => one.a === a && one.kind === 'regular')
        .map((one) => entities.get(one.b ?? ''));
      const { companions } = await ask(
        `query ($entity: ID!) { companions(entity: $entity, first: ${FIRST}) { companions { entity { id } observed expected pValue } } }`,
        { entity: entities.get(a) },
      );
      for (const { entity, pValue } of companions.companions)
        ranked.push({
          pValue,
          isPlanted: entity.id === entities.get(b),
          isRegular: regulars.includes(entity.id),
        });
      expect(companions.companions[0].entity.id).toBe(entities.get(b));
    }
    const top = ranked.sort((one, other) => one.pValue - other.pValue).slice(0, planted.length);
    const found = top.filter(({ isPlanted }) => isPlanted).length;
    expect(planted.length).toBe(8);
    expect(found / planted.length).toBeGreaterThanOrEqual(0.95);
    expect(top.filter(({ isRegular }) => isRegular)).toEqual([]);
  }, 120_000);
});

/** Entities by the name of the vehicle in the truth, through a passage at which the camera read its plate as it mostly did. */
async function findVehicles(): Promise<ReadonlyMap<string, string>> {
  const plates = new Map(
    city.rows('traffic-police/passages.csv').map((row) => [row.passage_no, row.plate_no ?? '']),
  );
  const records = new Map<string, string[]>();
  for (const { dataset, record = '', entity = '' } of city.rows('truth.csv'))
    if (dataset === 'traffic-police/passages') records.set(entity, [...(records.get(entity) ?? []), record]);
  const entities = new Map<string, string>();
  for (const vehicle of new Set(city.rows('companions.csv').flatMap(({ a = '', b = '' }) => [a, b]))) {
    const own = records.get(vehicle) ?? [];
    const readingOf = (record: string) => plates.get(record) ?? '';
    const countOf = (record: string) => own.filter((one) => readingOf(one) === readingOf(record)).length;
    const [best = ''] = [...own].sort((one, other) => countOf(other) - countOf(one));
    const { record } = await ask('query ($id: ID!) { record(id: $id) { mentions { entity { id } } } }', {
      id: recordId('traffic-police/passages', best),
    });
    entities.set(vehicle, record.mentions[0].entity.id);
  }
  return entities;
}
