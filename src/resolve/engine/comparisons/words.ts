import { hasHan } from '../../../standardise/clean-text.ts';
import type { AttributeKind } from '../../../standardise/value.ts';
import type { Atom, ColumnOf, ComparisonKind, Level } from './comparison.ts';
import { fillSlots, isAmong, slots, slotsOf } from './token-columns.ts';

const WORDS = 10;
const TEXTS = slots('t', WORDS);
const BITS = slots('b', WORDS);

/** Share of the information in the words that two texts have in common (soft TF-IDF without the softness). */
function compareWords(name: string, takes: readonly AttributeKind[], family: string): ComparisonKind {
  return {
    name,
    takes,
    perAttribute: false,
    features: {
      value: 'text',
      ...Object.fromEntries(TEXTS.map((text) => [text, 'text' as const])),
      ...Object.fromEntries(BITS.map((bits) => [bits, 'real' as const])),
    },
    terms: TEXTS.map((feature, index) => ({ feature, bits: BITS[index] ?? '' })),
    read: (_, attributes) => {
      const [first] = attributes;
      if (first === undefined) return null;
      const words = [...new Set(attributes.flatMap(({ value }) => wordsOf(value)))];
      return { value: first.value, ...fillSlots('t', WORDS, words.slice(0, WORDS)) };
    },
    comparable: (column) => `${column('l', 'value')} IS NOT NULL AND ${column('r', 'value')} IS NOT NULL`,
    measures: [
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
    ],
    levels: buildLevels(),
    shared: (_, m) => m('shared'),
    atoms: (row): readonly Atom[] =>
      TEXTS.flatMap((text) => {
        const word = row[text];
        return typeof word === 'string' ? [{ family: `${family}${text}`, text: `${family}:${word}` }] : [];
      }),
  };
}

export const ORGANIZATION_NAME = compareWords('organizationName', ['organization-name', 'name'], 'w');
export const ADDRESS = compareWords('address', ['address'], 'a');

/** Words of a Latin text; of a Han one pairs of neighbouring characters, which need no dictionary. */
function wordsOf(value: string): readonly string[] {
  return value.split(/[^\p{L}\p{N}]+/u).flatMap((word) => {
    if (word === '') return [];
    if (!hasHan(word) || word.length < 3) return [word];
    return Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2));
  });
}

function sharedBits(column: ColumnOf): string {
  return TEXTS.map((text, index) => {
    const among = isAmong(column('l', text), slotsOf(column, 'r', TEXTS));
    return `CASE WHEN ${among} THEN ${column('l', BITS[index] ?? '')} ELSE 0 END`;
  }).join(' + ');
}

function allBits(column: ColumnOf, side: 'l' | 'r'): string {
  return `(${BITS.map((bits) => `coalesce(${column(side, bits)}, 0)`).join(' + ')})`;
}

function buildLevels(): readonly Level[] {
  const bands = [0.999, 0.85, 0.7, 0.5, 0.3] as const;
  const levels: Level[] = [
    { label: 'all words equal', when: (m) => `${m('ofLonger')} >= 0.999`, whole: true },
    { label: 'one within the other', when: (m) => `${m('ofShorter')} >= 0.999` },
  ];
  for (const band of bands.slice(1)) {
    levels.push({ label: `${band * 100} % of the longer`, when: (m) => `${m('ofLonger')} >= ${band}` });
    if (band >= 0.5)
      levels.push({ label: `${band * 100} % of the shorter`, when: (m) => `${m('ofShorter')} >= ${band}` });
  }
  return [
    ...levels,
    { label: 'a little in common', when: (m) => `${m('shared')} > 0` },
    { label: 'nothing in common', when: () => 'true' },
  ];
}
