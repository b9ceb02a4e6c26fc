import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredAttribute } from '../../../src/intake/stored-attribute.ts';
import { findCommonAtoms, IndexKeys } from '../../../src/resolve/engine/candidates/index-keys.ts';
import { constraintsOf } from '../../../src/resolve/engine/clustering/constraints-of.ts';
import { AGE } from '../../../src/resolve/engine/comparisons/age.ts';
import { foldAlike } from '../../../src/resolve/engine/fold.ts';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { type Resolution, resolveMentions } from '../../../src/resolve/engine/resolve-mentions.ts';
import { PairScorer } from '../../../src/resolve/engine/scoring/pair-scorer.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { FAR_FUTURE, FAR_PAST } from '../../../src/standardise/value.ts';
import { attribute, person } from './invented-people.ts';
import { inventResident, stateResident } from './invented-residents.ts';

const MINUTE = 60_000;
const START = Date.parse('2012-03-01T00:00:00Z');

interface Occasion {
  readonly record: string;
  /** Minutes since the first of March 2012. */
  readonly minute: number;
  readonly seconds?: number;
}

function at(mention: EngineMention, { record, minute, seconds = 1 }: Occasion): EngineMention {
  const from = START + minute * MINUTE;
  const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
  return { ...mention, record, validFrom: iso(from), validTo: iso(from + seconds * 1_000) };
}

function patient(
  key: string,
  name: string,
  age: number | null,
  more: readonly (StoredAttribute | null)[] = [],
) {
  return person(
    key,
    [
      attribute('name', 'person-name', name),
      age === null ? null : attribute('age', 'age', String(age)),
      ...more,
    ],
    'calls',
  );
}

const ageOf = (born: string, minute: number): number =>
  new Date(START + minute * MINUTE).getUTCFullYear() - Number(born.slice(0, 4));

const PEOPLE = 90;
/** When the accident of somebody was: hours apart, and no two days alike. */
const momentOf = (one: number): number => one * 4_517 + (one % 7) * 61;

/** A register; a book of accidents, two to a record; and calls a few minutes later, which tell a name or half of it, and an age. */
function inventCalls(): { readonly mentions: readonly EngineMention[]; readonly truth: readonly string[] } {
  const mentions: EngineMention[] = [];
  const truth: string[] = [];
  const add = (mention: EngineMention, one: number): void => {
    mentions.push(mention);
    truth.push(String(one));
  };
  for (let one = 0; one < PEOPLE; one++) {
    const { address: _, ...resident } = inventResident(one);
    const { id: __, phone, ...bare } = resident;
    const key = String(one).padStart(3, '0');
    const minute = momentOf(one - (one % 2));
    add(stateResident(`a${key}`, resident, 'register'), one);
    add(
      at(stateResident(`b${key}`, { ...bare, phone }, 'accidents'), { record: `acc${one >> 1}`, minute }),
      one,
    );
    const name = one % 3 === 0 ? `${resident.name.slice(0, 1)}女士` : resident.name;
    const call = { record: `call${one >> 1}`, minute: minute + 1 + (one % 4), seconds: 3_600 };
    add(at(patient(`c${key}`, name, ageOf(resident.born, call.minute)), call), one);
  }
  return { mentions, truth };
}

describe('an age', () => {
  it.each([
    ['a year of a zone eight hours ahead', '2022-12-31T16:00:00Z', '2023-12-31T16:00:00Z', 1982, 1983],
    ['a January there', '2022-12-31T16:00:00Z', '2023-01-31T16:00:00Z', 1982, 1983],
    ['a first of January there', '2022-12-31T16:00:00Z', '2023-01-01T16:00:00Z', 1982, 1983],
    ['a year of a zone eight hours behind', '2023-01-01T08:00:00Z', '2024-01-01T08:00:00Z', 1982, 1983],
    ['a year over two', '2022-07-01T00:00:00Z', '2023-07-01T00:00:00Z', 1981, 1983],
    ['an instant', '2023-05-04T03:02:01Z', '2023-05-04T03:02:02Z', 1982, 1983],
  ])('of 40 in %s', (_, validFrom, validTo, first, last) => {
    const mention = { ...patient('c', '王伟', 40), validFrom, validTo };
    expect(AGE.read(mention, mention.attributes)).toMatchObject({ first, last });
  });
});

describe('an age and a moment', () => {
  const { mentions, truth } = inventCalls();
  let workspace: Workspace;
  let resolution: Resolution;
  let scorer: PairScorer;

  beforeAll(async () => {
    workspace = await Workspace.open();
    resolution = await resolveMentions(workspace, mentions, { constraints: constraintsOf(mentions) });
    scorer = new PairScorer(resolution.model);
  });
  afterAll(() => {
    workspace.close();
    scorer.close();
  });

  const levelOf = async (
    id: string,
    one: EngineMention,
    other: EngineMention,
  ): Promise<string | undefined> => {
    const index = resolution.model.comparisons.findIndex((comparison) => comparison.id === id);
    expect(index).toBeGreaterThanOrEqual(0);
    const [score] = await scorer.explain([one, other], [[0, 1]]);
    return resolution.model.comparisons[index]?.levels[(score?.parts[index]?.level ?? 0) - 1]?.label;
  };
  const bitsOf = (id: string, label: string): number => {
    const comparison = resolution.model.comparisons.find((one) => one.id === id);
    return comparison?.levels.find((level) => level.label === label)?.bits ?? Number.NaN;
  };

  const occasion = { record: 'call', minute: 0 };
  const aged = (age: string, period: Partial<EngineMention> = {}): EngineMention => ({
    ...at(person('x', [attribute('age', 'age', age)]), occasion),
    ...period,
  });
  const born = (date: string): EngineMention => person('y', [attribute('birthDate', 'date', date)]);

  it.each([
    ['40', '1972-05-01', 'fits'],
    ['40', '1971-05-01', 'fits'],
    ['四十岁', '1971', 'fits'],
    ['40', '1973-01-01', 'a year off'],
    ['40', '1970-12-31', 'a year off'],
    ['40', '1975-01-01', 'within three years'],
    ['40', '1961-01-01', 'within ten years'],
    ['40', '1999-01-01', 'different'],
    ['0', '2012-02-29', 'fits'],
    ['131', '1881-02-28', undefined],
    ['不详', '1972-05-01', undefined],
    ['-3', '1972-05-01', undefined],
  ])('%s in 2012 beside a birth date of %s: %s', async (age, date, level) => {
    expect(await levelOf('ageAndDate:age:birthDate', aged(age), born(date))).toBe(level);
    expect(await levelOf('ageAndDate:age:birthDate', born(date), aged(age))).toBe(level);
  });

  it.each([
    ['nobody knows when', { validFrom: FAR_PAST, validTo: FAR_FUTURE }],
    ['that holds from then on', { validTo: FAR_FUTURE }],
    ['of some day within many years', { validTo: '2019-01-01T00:00:00Z' }],
  ])('an age that was stated %s says nothing', async (_, period) => {
    expect(await levelOf('ageAndDate:age:birthDate', aged('40', period), born('1972-01-01'))).toBeUndefined();
  });

  it('two ages are compared by when each was stated', async () => {
    const later = { ...aged('47'), validFrom: '2019-06-01T10:00:00Z', validTo: '2019-06-01T11:00:00Z' };
    expect(await levelOf('age:age', aged('40'), later)).toBe('fits');
    expect(await levelOf('age:age', aged('47'), later)).toBe('within ten years');
  });

  it('finds out that the date has to do with the age', () => {
    expect(bitsOf('ageAndDate:age:birthDate', 'fits')).toBeGreaterThan(2);
    expect(bitsOf('ageAndDate:age:birthDate', 'different')).toBeLessThan(-2);
  });

  it.each([
    [2, 'within 5 minutes'],
    [-5, 'within 5 minutes'],
    [14, 'within 15 minutes'],
    [59, 'within an hour'],
    [300, 'within a day'],
    [3_000, 'at another time'],
    [3_000_000_000, 'at another time'],
  ])('what happened %i minutes later is %s', async (minute, level) => {
    const [one, other] = [patient('x', '王女士', null), patient('y', '王女士', null)];
    expect(await levelOf('moment', at(one, occasion), at(other, { record: 'other', minute }))).toBe(level);
  });

  it.each([
    ['of one record', at(patient('y', '王女士', null), occasion)],
    [
      'that lasts for days',
      at(patient('y', '王女士', null), { record: 'other', minute: 0, seconds: 200_000 }),
    ],
    ['of a day', at(patient('y', '王女士', null), { record: 'other', minute: 0, seconds: 86_400 })],
    [
      'of no known record',
      { ...at(patient('y', '王女士', null), { ...occasion, record: 'other' }), record: undefined },
    ],
    ['of no known time', patient('y', '王女士', null)],
  ])('a mention %s gains nothing from the moment', async (_, { record, ...rest }) => {
    const other: EngineMention = record === undefined ? rest : { ...rest, record };
    expect(await levelOf('moment', at(patient('x', '王女士', null), occasion), other)).toBeUndefined();
  });

  it('finds who was fetched minutes after an accident by half a name and an age', () => {
    const clusterOf = (key: string): number | undefined =>
      resolution.clusters[mentions.findIndex(({ id }) => id === key)];
    const found = Array.from({ length: PEOPLE }, (_, one) => String(one).padStart(3, '0')).filter(
      (key) => clusterOf(`b${key}`) === clusterOf(`c${key}`),
    );
    expect(found.length).toBeGreaterThan(0.9 * PEOPLE);
    const wrong = [...resolution.clusters].filter((cluster, place) => truth[cluster] !== truth[place]);
    expect(wrong).toEqual([]);
    expect(bitsOf('moment', 'within 5 minutes')).toBeGreaterThan(5);
  });

  it('does not take one of a family for another in the same accident', async () => {
    const father = at(stateResident('x', { name: '赵建国', born: '1970-02-03' }, 'accidents'), {
      record: 'acc',
      minute: 0,
    });
    const son = at(patient('y', '赵明', 42), { record: 'call', minute: 2 });
    const [bits] = await scorer.score([father, son], [[0, 1]]);
    expect(bits).toBeLessThanOrEqual(-10);
  });

  it('puts an age beside the birth date, and a moment beside the other, by the keys of an index as well', () => {
    const { model } = resolution;
    const common = findCommonAtoms(model.comparisons, mentions);
    const index = new IndexKeys(model, common);
    const keysOf = (mention: EngineMention): readonly string[] => index.of(mention);
    const meet = (one: EngineMention, other: EngineMention): boolean =>
      keysOf(one).some((key) => keysOf(other).includes(key));
    expect(meet(aged('40'), born('1972-05-01'))).toBe(true);
    expect(meet(aged('40'), born('1975-05-01'))).toBe(false);
    const [one, other] = [patient('x', '王女士', null), patient('y', '赵女士', null)];
    expect(meet(at(one, { record: 'p', minute: 29 }), at(other, { record: 'q', minute: 31 }))).toBe(true);
    expect(meet(at(one, { record: 'p', minute: 29 }), at(other, { record: 'q', minute: 91 }))).toBe(false);
  });
});

describe('mentions that say the same at different times', () => {
  const said = (minute: number, more: readonly (StoredAttribute | null)[], age: number | null = null) =>
    at(patient(`m${minute}`, '李女士', age, more), { record: `r${minute}`, minute });
  const phone = [attribute('phone', 'phone', '13491234567')];

  it.each([
    ['are looked at each where a name is all they say', [said(0, []), said(90, [])], 2],
    ['are one where they give a number', [said(0, phone), said(90, phone)], 1],
    ['are two where an age is of other years', [said(0, phone, 40), said(1_000_000, phone, 40)], 2],
    [
      'of organisations are one',
      [said(0, []), said(90, [])].map((mention) => ({ ...mention, kind: 'Organization' as const })),
      1,
    ],
  ])('%s', (_, mentions, distinct) => {
    expect(foldAlike(mentions).distinct).toHaveLength(distinct);
  });
});

describe('moments that have nothing to do with who somebody is', () => {
  it('join nobody and part nobody', async () => {
    const mentions = Array.from({ length: 160 }, (__, place) => {
      const one = place >> 1;
      const { address: _, ...resident } = inventResident(one);
      // Every second minute somebody else, so that many are together by chance.
      const minute = (place * 7_919) % 4_000;
      return at(stateResident(`m${String(place).padStart(3, '0')}`, resident), {
        record: `r${place}`,
        minute,
      });
    });
    const workspace = await Workspace.open();
    try {
      const { model, clusters } = await resolveMentions(workspace, mentions);
      const moment = model.comparisons.find(({ kind }) => kind === 'moment');
      for (const { bits } of moment?.levels ?? []) expect(Math.abs(bits)).toBeLessThan(3);
      const wrong = [...clusters].filter((cluster, place) => cluster >> 1 !== place >> 1);
      expect(wrong).toEqual([]);
    } finally {
      workspace.close();
    }
  });
});
