import { describe, expect, it } from 'vitest';
import { PRESENT } from '../../src/as-of.ts';
import type { DeliveryId, MentionId, RecordId } from '../../src/ids.ts';
import { UNKNOWN_CLASSES } from '../../src/intake/dataset-classes.ts';
import type { DatasetCatalogue, DatasetModel } from '../../src/intake/dataset-model.ts';
import { readAttributes } from '../../src/intake/read-attributes.ts';
import { chooseName } from '../../src/resolve/choose-name.ts';
import { buildClaims, type ClaimMention } from '../../src/resolve/claim.ts';

function dataset(id: string, more: Partial<DatasetModel> = {}): DatasetModel {
  const department = id.split('/')[0] ?? '';
  return {
    id,
    name: id,
    description: null,
    department: { id: department, name: department },
    sharing: 'open',
    derivedFrom: [],
    contract: '',
    mapping: '',
    leads: new Set(),
    kinds: new Set(['Person']),
    types: new Map(),
    classes: UNKNOWN_CLASSES,
    holdsBack: false,
    titles: new Map([['person', 'name']]),
    ...more,
  };
}

function catalogue(...datasets: readonly DatasetModel[]): DatasetCatalogue {
  return {
    datasets: new Map(datasets.map((one) => [one.id, one])),
    departments: new Map(),
    attributes: new Map(),
    schemes: new Set(),
    version: '',
  };
}

let serial = 0;
function states(dataset: string, phone: string, day: number): ClaimMention {
  serial += 1;
  return {
    mention: `m_${serial}` as MentionId,
    record: `r_${serial}` as RecordId,
    recordKey: String(serial),
    dataset,
    role: 'person',
    inScope: false,
    delivery: 'd_1' as DeliveryId,
    attributes: JSON.stringify([{ name: 'phone', kind: 'phone', value: phone, original: phone }]),
    validFrom: 0,
    validTo: 1,
    precision: '',
    recordedFrom: 0,
    statedAt: day,
  };
}

const KNOWN = catalogue(
  dataset('a/one'),
  dataset('b/one'),
  dataset('c/one', { leads: new Set(['phone']) }),
  dataset('a/two'),
  dataset('d/copy', { derivedFrom: ['a/one'] }),
  dataset('e/copy', { derivedFrom: ['d/copy', 'e/copy'] }),
);

describe('the preferred claim', () => {
  it.each([
    [
      'is what the department that leads for the attribute states',
      [
        ['a/one', '1', 9],
        ['b/one', '1', 9],
        ['c/one', '2', 1],
      ],
      '2',
    ],
    [
      'else what most departments state',
      [
        ['a/one', '1', 1],
        ['b/one', '1', 1],
        ['a/two', '2', 9],
      ],
      '1',
    ],
    [
      'counting a department once',
      [
        ['a/one', '1', 1],
        ['a/two', '1', 1],
        ['b/one', '2', 2],
      ],
      '2',
    ],
    [
      'counting what is derived from a source as that source',
      [
        ['a/one', '1', 1],
        ['d/copy', '1', 1],
        ['e/copy', '1', 1],
        ['b/one', '2', 2],
      ],
      '2',
    ],
    [
      'else the newest',
      [
        ['a/one', '1', 1],
        ['b/one', '2', 2],
      ],
      '2',
    ],
    [
      'else the least, never chance',
      [
        ['a/one', '2', 1],
        ['b/one', '1', 1],
      ],
      '1',
    ],
  ] as const)('%s', (_, stated, expected) => {
    const mentions = stated.map(([id, phone, day]) => states(id, phone, day));
    for (const order of [mentions, [...mentions].reverse()]) {
      const claims = buildClaims(KNOWN, PRESENT, order, ({ attributes }) => readAttributes(attributes));
      expect(claims[0]).toMatchObject({ value: expected, preferred: true });
      expect(claims.slice(1).every(({ preferred }) => !preferred)).toBe(true);
      const names = order.map(
        ({ dataset: id, statedAt, attributes }) =>
          [
            `N${/"value":"(.)"/.exec(attributes)?.[1]}`,
            /"value":"(.)"/.exec(attributes)?.[1] ?? '',
            id,
            'person',
            statedAt,
          ] as const,
      );
      if (!stated.some(([id]) => id === 'c/one')) expect(chooseName(KNOWN, names)).toBe(`N${expected}`);
    }
  });
});
