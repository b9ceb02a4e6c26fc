import { describe, expect, it } from 'vitest';
import { PRESENT } from '../../src/as-of.ts';
import { reconcileValues } from '../../src/export/reconciled-value.ts';
import type { DeliveryId, MentionId, RecordId } from '../../src/ids.ts';
import { UNKNOWN_CLASSES } from '../../src/intake/dataset-classes.ts';
import type { DatasetCatalogue, DatasetModel } from '../../src/intake/dataset-model.ts';
import { readAttributes } from '../../src/intake/read-attributes.ts';
import { NOTHING_DECIDED } from '../../src/intake/value-decisions.ts';
import { chooseName } from '../../src/resolve/choose-name.ts';
import { buildClaims } from '../../src/resolve/claim.ts';
import type { ClaimMention } from '../../src/resolve/ranked-values.ts';
import { NO_DECISIONS } from '../../src/resolve/values/entity-decisions.ts';
import { FAR_FUTURE } from '../../src/standardise/value.ts';

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
    linkTypes: new Set(),
    classes: UNKNOWN_CLASSES,
    recordedFrom: null,
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
    decisions: NOTHING_DECIDED,
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
  dataset('f/joint', { derivedFrom: ['a/one', 'b/one'] }),
);

const GROUND = {
  ...{ catalogue: KNOWN, asOf: PRESENT, entity: 'e_1' },
  decisions: NO_DECISIONS,
  attributesOf: ({ attributes }: ClaimMention) => readAttributes(attributes),
};

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
      const claims = buildClaims(GROUND, order);
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
            1,
          ] as const,
      );
      if (!stated.some(([id]) => id === 'c/one'))
        expect(chooseName(KNOWN, 'e_1', names)).toBe(`N${expected}`);
    }
  });
});

describe('the sources of a claim', () => {
  it('are those of the department that leads, then those that copy no other, then the newest', () => {
    const stated = (
      [
        ['d/copy', 9],
        ['a/one', 1],
        ['b/one', 2],
        ['c/one', 0],
      ] as const
    ).map(([id, day]) => states(id, '1', day));
    const [only] = buildClaims(GROUND, stated);
    expect(only?.sources.map(({ dataset: id }) => id)).toEqual(['c/one', 'b/one', 'a/one', 'd/copy']);
    const withoutLead = stated.slice(0, 2);
    const source = reconcileValues(GROUND, withoutLead, () => false).get('phone')?.preferred?.source;
    expect(source?.dataset).toBe('a/one');
  });
});

describe('a confirmation', () => {
  const open = (mention: ClaimMention): ClaimMention => ({ ...mention, validTo: Date.parse(FAR_FUTURE) });
  const claim = (...stated: readonly (readonly [string, string, number])[]) =>
    buildClaims(
      GROUND,
      stated.map(([id, phone, day]) => open(states(id, phone, day))),
    );

  it('by two independent departments goes before what the department that leads says', () => {
    const claims = claim(['c/one', '2', 1], ['a/one', '1', 1], ['b/one', '1', 1]);
    expect(claims[0]).toMatchObject({
      value: '1',
      preferred: true,
      confirmation: { state: 'CONFIRMED', by: ['DEPARTMENTS'] },
    });
    expect(claims[1]).toMatchObject({ confirmation: { state: 'UNCONFIRMED', by: [], since: null } });
  });

  it.each([
    ['copies of one source', ['a/one', 'd/copy', 'e/copy']],
    ['two datasets of one department', ['a/one', 'a/two']],
    ['what is derived from both, beside one of them', ['f/joint', 'a/one']],
  ])('is none by %s', (_, datasets) => {
    const [only] = claim(...datasets.map((id) => [id, '1', 1] as const));
    expect(only?.confirmation).toEqual({ state: 'UNCONFIRMED', by: [], since: null });
  });

  it('is none by departments that speak of different times', () => {
    const [early, late] = [states('a/one', '1', 1), states('b/one', '1', 1)];
    const [only] = buildClaims(GROUND, [early, { ...late, validFrom: 5, validTo: 9 }]);
    expect(only?.confirmation.state).toBe('UNCONFIRMED');
  });

  it('holds since both were known', () => {
    const [one, other] = [states('a/one', '1', 1), states('b/one', '1', 1)];
    const [only] = buildClaims(GROUND, [
      { ...one, recordedFrom: 7 },
      { ...other, recordedFrom: 4 },
    ]);
    expect(only?.confirmation).toEqual({ state: 'CONFIRMED', by: ['DEPARTMENTS'], since: 7 });
  });
});
