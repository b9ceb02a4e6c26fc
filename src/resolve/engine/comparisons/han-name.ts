import { hasHan } from '../../../standardise/clean-text.ts';
import { TITLED } from '../../../standardise/person-name.ts';
import { syllablesOf } from '../../../standardise/romanise.ts';
import { surnameLength } from '../../../standardise/surnames.ts';
import { dialect } from '../sql/dialect.ts';
import type { Atom, ColumnOf, ComparisonKind, FeatureRow } from './comparison.ts';

const HIDDEN = /[*○〇●某]/gu;

/**
 * A name in Han characters beside another, or beside its pinyin: equal, sounding equal, one character off, the
 * characters of the given name turned, a hidden part that agrees, the surname alone. Two names without Han characters are
 * compared by `personName`. A rare name that agrees says more than a common one, and so does a rare surname.
 */
export const HAN_NAME: ComparisonKind = {
  name: 'hanName',
  takes: ['person-name'],
  perAttribute: false,
  script: 'han',
  hidden: true,
  features: {
    han: 'integer',
    value: 'text',
    sound: 'token',
    turned: 'token',
    surname: 'token',
    given: 'text',
    pattern: 'text',
    bits: 'real',
    soundBits: 'real',
    surnameBits: 'real',
  },
  terms: [
    { feature: 'value', bits: 'bits' },
    { feature: 'sound', bits: 'soundBits' },
    { feature: 'surname', bits: 'surnameBits' },
  ],
  read(_, attributes) {
    const written = attributes.find(({ value }) => hasHan(value)) ?? attributes[0];
    return written === undefined ? null : readName(written.value);
  },
  comparable: (column) => `${column('l', 'han')} + ${column('r', 'han')} > 0`,
  measures: [
    { name: 'equal', type: 'integer', sql: (column) => asNumber(both(column, 'value', 'value')) },
    { name: 'sound', type: 'integer', sql: (column) => asNumber(soundsEqual(column)) },
    { name: 'surname', type: 'integer', sql: (column) => asNumber(both(column, 'surname', 'surname')) },
    { name: 'given', type: 'integer', sql: (column) => asNumber(both(column, 'given', 'given')) },
    { name: 'hidden', type: 'integer', sql: compareHidden },
    { name: 'off', type: 'integer', sql: countOff },
  ],
  levels: [
    { label: 'equal', when: (m) => `${m('equal')} = 1`, whole: true, family: 'equal' },
    { label: 'hidden part agrees', when: (m) => `${m('hidden')} = 1`, family: 'equal' },
    { label: 'hidden part differs', when: (m) => `${m('hidden')} = 2`, family: 'equal' },
    { label: 'sounds equal', when: (m) => `${m('sound')} = 1`, whole: true, family: 'equal' },
    {
      label: 'one character of the given name off',
      when: (m) => `${m('surname')} = 1 AND ${m('off')} = 1`,
      family: 'equal',
      most: 0.15,
    },
    { label: 'characters turned', when: (m) => `${m('surname')} = 1 AND ${m('off')} = 2`, family: 'equal' },
    {
      label: 'one character missing',
      when: (m) => `${m('surname')} = 1 AND ${m('off')} = 3`,
      family: 'equal',
    },
    { label: 'another surname', when: (m) => `${m('given')} = 1` },
    { label: 'one character off', when: (m) => `${m('off')} = 1` },
    {
      label: 'same surname, another given name',
      when: (m) => `${m('surname')} = 1 AND ${m('off')} = 4`,
      twins: 'two',
      family: 'equal',
      most: 0.1,
    },
    { label: 'another name', when: (m) => `${m('off')} = 4`, twins: 'two', most: 0.05 },
    { label: 'same surname', when: (m) => `${m('surname')} = 1`, family: 'equal' },
    { label: 'different', when: () => 'true' },
  ],
  relatives: 'name',
  shared: (column, m) =>
    `CASE WHEN ${m('equal')} = 1 THEN ${column('l', 'bits')} WHEN ${m('hidden')} > 0 THEN 0 WHEN ${m('sound')} = 1 THEN least(${column('l', 'soundBits')}, ${column('r', 'soundBits')}) WHEN ${m('surname')} = 1 THEN ${column('l', 'surnameBits')} ELSE 0 END`,
  atoms: listAtoms,
};

function readName(value: string): FeatureRow {
  if (!hasHan(value)) {
    const words = value.split(' ').filter((word) => word !== '');
    const turned = words.length < 2 ? null : [...words.slice(-1), ...words.slice(0, -1)].join('');
    return { han: 0, value, sound: words.join(''), turned, surname: null, given: null, pattern: null };
  }
  const cut = surnameLength(value);
  if (TITLED.test(value)) {
    const surname = value.replace(TITLED, '');
    return { ...NOTHING, han: 1, surname, pattern: `${surname}%` };
  }
  if (value.search(HIDDEN) >= 0) {
    const surname = value.slice(0, cut);
    const pattern = value.endsWith('某') ? `${surname}%` : value.replaceAll(HIDDEN, '_');
    return { ...NOTHING, han: 1, surname: surname.search(HIDDEN) >= 0 ? null : surname, pattern };
  }
  return {
    han: 1,
    value,
    sound: syllablesOf(value, 'surname').join('').replaceAll('·', ''),
    turned: null,
    surname: value.slice(0, cut),
    given: value.slice(cut) || null,
    pattern: null,
  };
}

const NOTHING = { value: null, sound: null, turned: null, given: null };

const both = (column: ColumnOf, left: string, right: string): string =>
  `${column('l', left)} = ${column('r', right)}`;
const asNumber = (condition: string): string => dialect.integer(`coalesce(${condition}, false)`);

/** A name in pinyin may have its surname first or last. */
function soundsEqual(column: ColumnOf): string {
  return `(${both(column, 'sound', 'sound')} OR coalesce(${both(column, 'turned', 'sound')}, false) OR coalesce(${both(column, 'sound', 'turned')}, false))`;
}

/** 0: nothing is hidden, 1: what is not hidden agrees, 2: it differs. */
function compareHidden(column: ColumnOf): string {
  const [l, r] = [column('l', 'pattern'), column('r', 'pattern')];
  const agrees = `coalesce(${column('r', 'value')} LIKE ${l}, ${column('l', 'value')} LIKE ${r}, ${both(column, 'surname', 'surname')}, false)`;
  return `CASE WHEN ${l} IS NULL AND ${r} IS NULL THEN 0 WHEN ${agrees} THEN 1 ELSE 2 END`;
}

/** 0: unknown, 1: one character apart, 2: the two of the given name turned, 3: one has a character more, 4: further apart. */
function countOff(column: ColumnOf): string {
  const [l, r] = [column('l', 'value'), column('r', 'value')];
  const [lengthL, lengthR] = [dialect.length(l), dialect.length(r)];
  const [givenL, givenR] = [column('l', 'given'), column('r', 'given')];
  const at = (text: string, place: number): string => dialect.part(text, place, 1);
  const same = [1, 2, 3, 4].map((place) => dialect.integer(`${at(l, place)} = ${at(r, place)}`)).join(' + ');
  const turned = `${dialect.length(givenL)} = 2 AND ${dialect.length(givenR)} = 2 AND ${at(givenL, 1)} = ${at(givenR, 2)} AND ${at(givenL, 2)} = ${at(givenR, 1)}`;
  const longer = `abs(${lengthL} - ${lengthR}) = 1 AND (contains(${givenL}, ${givenR}) OR contains(${givenR}, ${givenL}))`;
  return `CASE WHEN ${l} IS NULL OR ${r} IS NULL OR ${column('l', 'han')} + ${column('r', 'han')} < 2 THEN 0 WHEN ${lengthL} = ${lengthR} AND ${lengthL} <= 4 THEN CASE WHEN ${same} = 3 THEN 1 WHEN ${turned} THEN 2 ELSE 4 END WHEN ${lengthL} = ${lengthR} THEN CASE WHEN ${dialect.jaroWinkler(l, r)} >= 0.88 THEN 1 ELSE 4 END WHEN ${longer} THEN 3 ELSE 4 END`;
}

function listAtoms({ han, value, sound, turned, surname }: FeatureRow): readonly Atom[] {
  const atoms: Atom[] = [];
  const add = (family: string, text: string): void => {
    atoms.push({ family, text });
  };
  for (const spoken of [sound, turned]) if (typeof spoken === 'string') add('sound', `s:${spoken}`);
  if (han !== 1) return atoms;
  if (typeof surname === 'string') add('n1', `c:${surname}`);
  if (typeof value !== 'string') return atoms;
  add('name', `h:${value}`);
  [...value.slice(String(surname ?? '').length)].slice(0, 3).forEach((character, place) => {
    add(`n${place + 2}`, `c:${character}`);
  });
  return atoms;
}
