import { OLDEST } from '../../../standardise/age.ts';
import { FAR_FUTURE, FAR_PAST } from '../../../standardise/value.ts';
import type { EngineMention } from '../mention.ts';
import type { Atom, ComparisonKind, FeatureRow } from './comparison.ts';

/** Days of the longest period that an age may hold for: of a longer one nobody knows when it was stated. */
const LONGEST = 367;
const DAY = 86_400_000;

/** Levels of how many years lie between what two mentions say of when somebody was born. */
const YEARS_APART: Pick<
  ComparisonKind,
  'timed' | 'features' | 'terms' | 'measures' | 'levels' | 'relatives' | 'shared' | 'presumed'
> = {
  timed: true,
  // From and to which year somebody may be born, and whether an age (1) or a date (2) says so.
  features: { first: 'integer', last: 'integer', stated: 'integer' },
  terms: [],
  measures: [
    {
      name: 'years',
      type: 'integer',
      sql: (column) =>
        `greatest(0, ${column('l', 'first')} - ${column('r', 'last')}, ${column('r', 'first')} - ${column('l', 'last')})`,
    },
  ],
  levels: [
    { label: 'fits', when: (m) => `${m('years')} = 0` },
    { label: 'a year off', when: (m) => `${m('years')} = 1` },
    { label: 'within three years', when: (m) => `${m('years')} <= 3` },
    { label: 'within ten years', when: (m) => `${m('years')} <= 10`, most: 0.05 },
    { label: 'different', when: () => 'true', most: 0.05 },
  ],
  relatives: 'birth',
  shared: null,
  presumed: 'chance',
};

/** Two ages, each stated at its own time. */
export const AGE: ComparisonKind = {
  ...YEARS_APART,
  name: 'age',
  takes: ['age'],
  perAttribute: true,
  read: (mention, attributes) => readAge(mention, attributes),
  comparable: (column) => `${column('l', 'stated')} + ${column('r', 'stated')} = 2`,
  // The atoms of a date's year, so that an age meets a birth date.
  atoms: ({ first, last }): readonly Atom[] =>
    typeof first !== 'number' || typeof last !== 'number'
      ? []
      : Array.from({ length: last - first + 1 }, (_, at) => ({
          family: 'date',
          text: `y:${String(first + at).padStart(4, '0')}`,
        })),
};

/**
 * An age beside a date: whether that date is when somebody was born, training finds out. A mention that gives both is
 * compared by either alone.
 */
export const AGE_AND_DATE: ComparisonKind = {
  ...YEARS_APART,
  name: 'ageAndDate',
  takes: ['age'],
  perAttribute: true,
  beside: 'date',
  read(mention, attributes) {
    const date = attributes.find(({ kind }) => kind === 'date');
    const age = readAge(mention, attributes);
    if (date === undefined) return age;
    const year = Number(date.value.slice(0, 4));
    return age !== null || !Number.isInteger(year) ? null : { first: year, last: year, stated: 2 };
  },
  comparable: (column) => `${column('l', 'stated')} + ${column('r', 'stated')} = 3`,
  atoms: () => [],
};

function yearOf(time: number): number {
  return new Date(time).getUTCFullYear();
}

/**
 * The years in which somebody of an age was born: who is `age` in a year turns so in it or turned so in the one before. An
 * age whose time nobody knows says nothing.
 */
function readAge(
  { validFrom, validTo }: EngineMention,
  attributes: EngineMention['attributes'],
): FeatureRow | null {
  const value = attributes.find(({ kind }) => kind === 'age')?.value ?? '';
  const age = /^\d{1,3}$/.test(value) ? Number(value) : OLDEST + 1;
  if (age > OLDEST || validFrom === undefined || validTo === undefined) return null;
  if (validFrom === FAR_PAST || validTo === FAR_FUTURE) return null;
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  if (to - from > LONGEST * DAY) return null;
  // A year, a month or a day begins up to half a day before or after it does in UTC, wherever it was written down.
  const inside = Math.max(0, Math.min(DAY / 2, (to - from) / 2));
  return { first: yearOf(from + inside) - age - 1, last: yearOf(to - inside) - age, stated: 1 };
}
