import { hasHan } from '../../../standardise/clean-text.ts';
import { dialect } from '../sql/dialect.ts';
import type { Atom, ColumnOf, ComparisonKind, Level, Measure } from './comparison.ts';
import { fillSlots, slots } from './token-columns.ts';
import { hashToken } from './token-hash.ts';

const WORDS = 10;
const TEXTS = slots('t', WORDS);
const HASHES = slots('h', WORDS);
const BITS = slots('b', WORDS);

const FEATURES = {
  value: 'token',
  ...Object.fromEntries(TEXTS.map((text) => [text, 'token' as const])),
  ...Object.fromEntries(HASHES.map((hash) => [hash, 'integer' as const])),
  ...Object.fromEntries(BITS.map((bits) => [bits, 'real' as const])),
} as const;
const TERMS = TEXTS.map((feature, index) => ({ feature, bits: BITS[index] ?? '' }));

/** Information that the shared words carry, and its share of what either text carries (weighted Jaccard's two sides). */
const MEASURES: readonly Measure[] = [
  { name: 'shared', type: 'real', sql: sharedBits },
  {
    name: 'ofShorter',
    type: 'real',
    sql: (column, m) =>
      `${m('shared')} / greatest(0.1, least(${allBits(column, 'l')}, ${allBits(column, 'r')}))`,
  },
  {
    name: 'ofLonger',
    type: 'real',
    sql: (column, m) =>
      `${m('shared')} / greatest(0.1, greatest(${allBits(column, 'l')}, ${allBits(column, 'r')}))`,
  },
];

interface Band {
  readonly label: string;
  when(measure: (name: string) => string): string;
}

const BANDS: readonly Band[] = [
  { label: 'all words equal', when: (m) => `${m('ofLonger')} >= 0.999` },
  { label: 'one within the other', when: (m) => `${m('ofShorter')} >= 0.999` },
  { label: '70 % of the longer', when: (m) => `${m('ofLonger')} >= 0.7` },
  { label: '70 % of the shorter', when: (m) => `${m('ofShorter')} >= 0.7` },
  { label: '50 % of the longer', when: (m) => `${m('ofLonger')} >= 0.5` },
  { label: '50 % of the shorter', when: (m) => `${m('ofShorter')} >= 0.5` },
  { label: '30 % of the longer', when: (m) => `${m('ofLonger')} >= 0.3` },
  { label: 'a little in common', when: (m) => `${m('shared')} > 0` },
  { label: 'nothing in common', when: () => 'true' },
];

/** Names of organisations and things: their words, weighed by how rare each is (Cohen, Ravikumar & Fienberg 2003). */
export const ORGANIZATION_NAME: ComparisonKind = {
  name: 'organizationName',
  takes: ['organization-name', 'name'],
  perAttribute: false,
  script: 'other',
  features: FEATURES,
  terms: TERMS,
  read: (_, attributes) =>
    readWords(attributes.filter(({ original }) => !hasHan(original)).map(({ value }) => value)),
  comparable: bothHave('value'),
  measures: MEASURES,
  levels: BANDS.map((band, at): Level => ({ ...band, ...(at === 0 ? { whole: true as const } : {}) })),
  shared: sharedUpToRarest,
  atoms: (row) => wordAtoms(row, 'w'),
};

const NUMBERS = ['equal', 'a slip apart', 'different', 'unknown'] as const;

/** Addresses: their words, jointly with the number of the house, without which a street's neighbours are one. */
export const ADDRESS: ComparisonKind = {
  name: 'address',
  takes: ['address'],
  perAttribute: false,
  script: 'other',
  features: { ...FEATURES, number: 'text' },
  terms: TERMS,
  read: (_, attributes) => {
    const latin = attributes.filter(({ original }) => !hasHan(original));
    const [first] = latin;
    if (first === undefined) return null;
    const number = houseNumber(first.value);
    const values = latin.map(({ value }) => (number === null ? value : value.replace(number, ' ')));
    return { ...readWords(values), number };
  },
  comparable: bothHave('value'),
  measures: [...MEASURES, { name: 'number', type: 'integer', sql: compareNumbers }],
  levels: BANDS.flatMap((band, at) =>
    NUMBERS.map(
      (number, place): Level => ({
        label: `${band.label}, number ${number}`,
        when: (m) => `${m('number')} = ${place} AND ${band.when(m)}`,
        ...(at === 0 && place === 0 ? { whole: true as const } : {}),
      }),
    ),
  ),
  relatives: 'shared',
  shared: sharedUpToRarest,
  atoms: (row) => [
    ...wordAtoms(row, 'a'),
    ...(typeof row.number === 'string' ? [{ family: 'number', text: `no:${row.number}` }] : []),
  ],
};

function readWords(values: readonly string[]): Record<string, string | number | null> | null {
  const [value] = values;
  if (value === undefined) return null;
  const words = [...new Set(values.flatMap(wordsOf))].slice(0, WORDS);
  const hashes = TEXTS.map((_, at) => hashToken(words[at] ?? ''));
  return { value, ...fillSlots('t', WORDS, words), ...fillSlots('h', WORDS, hashes) };
}

/** Texts in Han characters have comparisons of their own. */
function wordsOf(value: string): readonly string[] {
  return value.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function houseNumber(value: string): string | null {
  return /(?<![\p{L}\d])\d+[a-z]?(?![\p{L}\d])/u.exec(value)?.[0] ?? null;
}

function compareNumbers(column: ColumnOf): string {
  const [l, r] = [column('l', 'number'), column('r', 'number')];
  return `CASE WHEN ${l} IS NULL OR ${r} IS NULL THEN 3 WHEN ${l} = ${r} THEN 0 WHEN ${dialect.damerau(l, r)} = 1 THEN 1 ELSE 2 END`;
}

function bothHave(feature: string): (column: ColumnOf) => string {
  return (column) => `${column('l', feature)} IS NOT NULL AND ${column('r', feature)} IS NOT NULL`;
}

function sharedBits(column: ColumnOf): string {
  return HASHES.map((hash, index) => {
    const [one, bits] = [column('l', hash), column('l', BITS[index] ?? '')];
    const among = HASHES.map((other) => `${one} = ${column('r', other)}`).join(' OR ');
    return `CASE WHEN ${one} <> 0 AND (${among}) THEN ${bits} ELSE 0 END`;
  }).join(' + ');
}

/** Words come together in phrases, so that their information does not add up: no phrase is rarer than one mention's. */
function sharedUpToRarest(_: ColumnOf, m: (name: string) => string, rarest: number): string {
  return `least(${m('shared')}, ${rarest})`;
}

function allBits(column: ColumnOf, side: 'l' | 'r'): string {
  return `(${BITS.map((bits) => `coalesce(${column(side, bits)}, 0)`).join(' + ')})`;
}

function wordAtoms(row: Readonly<Record<string, string | number | null>>, prefix: string): readonly Atom[] {
  return TEXTS.flatMap((text): readonly Atom[] => {
    const word = row[text];
    return typeof word === 'string' ? [{ family: `${prefix}${text}`, text: `${prefix}:${word}` }] : [];
  });
}
