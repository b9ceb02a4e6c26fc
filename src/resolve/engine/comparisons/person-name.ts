import { hasHan } from '../../../standardise/clean-text.ts';
import { syllablesOf } from '../../../standardise/romanise.ts';
import { surnameLength } from '../../../standardise/surnames.ts';
import type { Atom, ColumnOf, ComparisonKind, Level } from './comparison.ts';
import { fullNamesOf } from './nicknames.ts';
import { phoneticCode } from './phonetic.ts';
import { fillSlots, isAmong, slots, slotsOf } from './token-columns.ts';

/** Names of more tokens are compared by their first ones. */
const TOKENS = 5;
const TEXTS = slots('t', TOKENS);
const FULL = slots('k', TOKENS);
const BITS = slots('b', TOKENS);
/** Jaro-Winkler similarity from which two tokens are spellings of one (Winkler 1990). */
const SAME_SPELLING = 0.88;

/**
 * A person's name as a set of tokens, whatever the order of its fields (Enamorado et al. 2019 compare fields; sets lose
 * nothing where fields are swapped): how many tokens are shared exactly, how many by spelling, pet form or initial,
 * and whether the shorter name is used up.
 */
export const PERSON_NAME: ComparisonKind = {
  name: 'personName',
  takes: ['person-name'],
  perAttribute: false,
  features: {
    n: 'integer',
    ...Object.fromEntries([...TEXTS, ...FULL].map((name) => [name, 'text' as const])),
    ...Object.fromEntries(BITS.map((name) => [name, 'real' as const])),
  },
  terms: TEXTS.map((feature, index) => ({ feature, bits: BITS[index] ?? '' })),
  read(_, attributes) {
    const tokens = [...new Set(attributes.flatMap(({ value }) => tokensOf(value)))].slice(0, TOKENS);
    if (tokens.length === 0) return null;
    return {
      n: tokens.length,
      ...fillSlots('t', TOKENS, tokens),
      ...fillSlots('k', TOKENS, tokens.map(canonicalForm)),
    };
  },
  comparable: (column) => `${column('l', 'n')} > 0 AND ${column('r', 'n')} > 0`,
  measures: [
    { name: 'exact', type: 'integer', sql: countExact },
    {
      name: 'fuzzy',
      type: 'integer',
      sql: (column, measure) => {
        const rest = `least(${column('l', 'n')}, ${column('r', 'n')}) - ${measure('exact')}`;
        return `CASE WHEN ${rest} <= 0 THEN 0 ELSE least(${rest}, ${countFuzzy(column)}) END`;
      },
    },
    {
      name: 'left',
      type: 'integer',
      sql: (column, measure) =>
        `least(${column('l', 'n')}, ${column('r', 'n')}) - ${measure('exact')} - ${measure('fuzzy')}`,
    },
  ],
  levels: buildLevels(),
  shared: (column) =>
    TEXTS.map((text, index) => {
      const among = isAmong(column('l', text), slotsOf(column, 'r', TEXTS));
      return `CASE WHEN ${among} THEN ${column('l', BITS[index] ?? '')} ELSE 0 END`;
    }).join(' + '),
  atoms: (row) =>
    TEXTS.flatMap((name, index): readonly Atom[] => {
      const token = row[name];
      if (typeof token !== 'string') return [];
      const full = String(row[FULL[index] ?? ''] ?? token);
      const codes = new Set([
        phoneticCode(token),
        ...fullNamesOf(token).map(phoneticCode),
        phoneticCode(full),
      ]);
      return [...codes].map((text) => ({ family: name, text: `n:${text}` }));
    }),
};

function tokensOf(value: string): readonly string[] {
  if (!hasHan(value)) return value.split(' ').filter((token) => token !== '');
  const cut = surnameLength(value);
  return [value.slice(0, cut), value.slice(cut)].filter((token) => token !== '');
}

function canonicalForm(token: string): string {
  return hasHan(token) ? syllablesOf(token, 'none').join('') : (fullNamesOf(token)[0] ?? token);
}

function countExact(column: ColumnOf): string {
  return TEXTS.map((text) => `${isAmong(column('l', text), slotsOf(column, 'r', TEXTS))}::INTEGER`).join(
    ' + ',
  );
}

/** Tokens of the left that are not on the right, but like one that is not on the left. */
function countFuzzy(column: ColumnOf): string {
  return TEXTS.map((text, index) => {
    const token = column('l', text);
    const full = column('l', FULL[index] ?? '');
    const alike = TEXTS.map((other, at) => {
      const candidate = column('r', other);
      const same = `${full} = ${column('r', FULL[at] ?? '')} OR jaro_winkler_similarity(${token}, ${candidate}) >= ${SAME_SPELLING}`;
      const initial = `(length(${token}) = 1 OR length(${candidate}) = 1) AND left(${token}, 1) = left(${candidate}, 1)`;
      return `coalesce(NOT ${isAmong(candidate, slotsOf(column, 'l', TEXTS))} AND (${same} OR ${initial}), false)`;
    }).join(' OR ');
    return `CASE WHEN ${token} IS NULL OR ${isAmong(token, slotsOf(column, 'r', TEXTS))} THEN 0 WHEN ${alike} THEN 1 ELSE 0 END`;
  }).join(' + ');
}

function buildLevels(): readonly Level[] {
  const levels: Level[] = [];
  for (const exact of [3, 2, 1, 0]) {
    for (const fuzzy of exact === 0 ? [3, 2, 1] : [2, 1, 0]) {
      for (const all of [true, false]) {
        levels.push({
          label: `${exact} equal, ${fuzzy} alike${all ? ', none left' : ''}`,
          when: (measure) =>
            `${measure('exact')} ${exact === 3 ? '>=' : '='} ${exact} AND ${measure('fuzzy')} ${fuzzy === 2 ? '>=' : '='} ${fuzzy} AND ${measure('left')} ${all ? '<=' : '>'} 0`,
          ...(exact >= 2 ? { whole: true as const } : {}),
        });
      }
    }
  }
  return [...levels, { label: 'nothing in common', when: () => 'true' }];
}
