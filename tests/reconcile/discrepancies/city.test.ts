import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CITY_DATASETS } from '../../../src/city/errors/rates.ts';
import { mentionId, recordId } from '../../../src/ids.ts';
import { loadDefinition } from '../../../src/intake/definition.ts';
import type { SourceRow } from '../../../src/intake/mapped.ts';
import { buildMention } from '../../../src/intake/mention-properties.ts';
import { findNamesakes } from '../../../src/intake/namesakes.ts';
import { DEFAULT_READ_LIMITS } from '../../../src/intake/readers/limits.ts';
import { readRows } from '../../../src/intake/readers/read-rows.ts';
import { createRowMapper, isRowFault } from '../../../src/intake/row-mapper.ts';
import {
  compareDepartments,
  type StatedValue,
} from '../../../src/reconcile/discrepancies/find-discrepancies.ts';
import { readStated } from '../../../src/reconcile/discrepancies/stated-values.ts';
import { FAR_PAST } from '../../../src/standardise/value.ts';
import { type GeneratedCity, makeCity } from '../../city/generated-city.ts';

const CONTRACTS = join(import.meta.dirname, '../../../examples/city');
const MONTH = 30 * 86_400_000;
const PAST = Date.parse(FAR_PAST);

/** What all mentions of the city state, as its mappings make them, by who is meant in truth. */
async function readCity(city: GeneratedCity): Promise<ReadonlyMap<string, readonly StatedValue[]>> {
  const truth = new Map(
    city
      .rows('truth.csv')
      .map(({ dataset = '', record = '', role = '', item = '', entity = '' }) => [
        mentionId(recordId(dataset, record), role, item),
        entity,
      ]),
  );
  const entities = new Map<string, StatedValue[]>();
  for (const dataset of CITY_DATASETS) {
    const definition = await loadDefinition(join(CONTRACTS, `${dataset}.odcs.yaml`));
    const mapper = createRowMapper(definition);
    const file = city.summary.datasets.find((one) => one.dataset === dataset)?.file ?? '';
    const format = file.endsWith('.ndjson') ? 'ndjson' : 'csv';
    const { encoding } = definition.contract;
    const records = new Map<string, SourceRow[]>();
    for await (const rows of readRows(join(city.directory, file), { format, encoding }, DEFAULT_READ_LIMITS))
      for (const row of rows) {
        const key = mapper.keyOf(row) ?? '';
        records.set(key, [...(records.get(key) ?? []), row]);
      }
    for (const [key, rows] of records) {
      const mapped = mapper.map(key, rows);
      if (isRowFault(mapped)) throw new Error(mapped.reason);
      const statement = {
        ...{ record: recordId(dataset, key), dataset, delivery: '', period: mapped.period },
        namesakes: findNamesakes(mapped.mentions),
      };
      for (const mention of mapped.mentions) {
        const { state } = buildMention(mention, statement, () => 'public');
        const entity = truth.get(state.id) ?? '';
        const values = entities.get(entity) ?? [];
        values.push(...readStated(state));
        entities.set(entity, values);
      }
    }
  }
  return entities;
}

describe('the discrepancies of the city, everybody resolved as they are in truth', () => {
  let city: GeneratedCity;
  let entities: ReadonlyMap<string, readonly StatedValue[]>;
  /** Mistaken values: `true` where it would not have been one at an earlier time. */
  const mistakes = new Map<string, boolean>();
  beforeAll(async () => {
    city = await makeCity({ persons: 1_000, seed: 11 });
    entities = await readCity(city);
    for (const row of city.rows('mistakes.csv')) {
      const {
        dataset = '',
        record = '',
        role = '',
        item = '',
        attribute = '',
        written = '',
        truth = '',
      } = row;
      const key = `${mentionId(recordId(dataset, record), role, item)} ${attribute} ${written}`;
      mistakes.set(key, truth === '' && mistakes.get(key) !== false);
    }
  }, 60_000);
  afterAll(() => city.remove());

  const wasMistaken = ({ mention, attribute, original }: StatedValue) =>
    mistakes.get(`${mention} ${attribute} ${original}`);
  const isUsable = ({ flags }: StatedValue) => !flags.includes('placeholder') && !flags.includes('masked');

  /** Whether another department states what is right of the same attribute at the same time. */
  function isContradicted(value: StatedValue, values: readonly StatedValue[]): boolean {
    const overlaps = (other: StatedValue) =>
      value.attribute === 'address' && (value.from === PAST || other.from === PAST)
        ? value.from === other.from && value.to === other.to
        : Math.min(other.to, value.to) - Math.max(other.from, value.from) >
          (value.attribute === 'address' ? MONTH : 0);
    return values.some(
      (other) =>
        other.department !== value.department &&
        other.attribute === value.attribute &&
        other.scheme === value.scheme &&
        isUsable(other) &&
        wasMistaken(other) === undefined &&
        overlaps(other),
    );
  }

  it('are those that were seeded: at least 99 % of them, and of what is found', () => {
    const figures = new Map<string, { open: number; right: number; seeded: number; found: number }>();
    const figureOf = (attribute: string) => {
      const figure = figures.get(attribute) ?? { open: 0, right: 0, seeded: 0, found: 0 };
      figures.set(attribute, figure);
      return figure;
    };
    for (const values of entities.values()) {
      const found = new Set<StatedValue>();
      for (const { attribute, difference } of compareDepartments(values)) {
        if (difference === null) continue;
        const sides = [...difference.left, ...difference.right];
        for (const value of sides) found.add(value);
        const figure = figureOf(attribute);
        figure.open += 1;
        if (sides.some((value) => wasMistaken(value) !== undefined)) figure.right += 1;
      }
      for (const value of values) {
        if (wasMistaken(value) !== false || !isUsable(value) || !isContradicted(value, values)) continue;
        const figure = figureOf(value.attribute);
        figure.seeded += 1;
        if (found.has(value)) figure.found += 1;
      }
    }
    const all = [...figures.values()];
    const sum = (count: (figure: (typeof all)[number]) => number) =>
      all.reduce((total, figure) => total + count(figure), 0);
    // All that is missed is written with a character that means the same (国, 囯), or contradicts a text that says less.
    expect(sum(({ found }) => found) / sum(({ seeded }) => seeded)).toBeGreaterThanOrEqual(0.99);
    expect(sum(({ right }) => right) / sum(({ open }) => open)).toBeGreaterThanOrEqual(0.99);
    for (const [attribute, { open, right, seeded, found }] of figures)
      expect([attribute, right / open >= 0.99, found / seeded >= 0.98]).toEqual([attribute, true, true]);
    expect([...figures.keys()].sort()).toEqual(
      'address birthDate companyName creditCode name passport plateNo residentId'.split(' '),
    );
  });
});
