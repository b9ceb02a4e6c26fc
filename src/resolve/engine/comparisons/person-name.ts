import { hasHan } from '../../../standardise/clean-text.ts';
import { dialect } from '../sql/dialect.ts';
import type { Atom, ColumnOf, ComparisonKind, Level, Measure } from './comparison.ts';
import { fullNamesOf } from './nicknames.ts';
import { phoneticCode } from './phonetic.ts';
import { fillSlots, slots } from './token-columns.ts';
import { hashToken } from './token-hash.ts';

/** Names of more tokens are compared by their first ones. */
const TOKENS = 5;
const TEXTS = slots('t', TOKENS);
const FULL = slots('k', TOKENS);
const BITS = slots('b', TOKENS);
const MASKS = slots('x', TOKENS);
const HASHES = slots('h', TOKENS);
const HEADS = slots('i', TOKENS);
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
  script: 'other',
  features: {
    n: 'integer',
    ...Object.fromEntries(TEXTS.map((name) => [name, 'text' as const])),
    ...Object.fromEntries([...HASHES, ...FULL, ...MASKS, ...HEADS].map((name) => [name, 'integer' as const])),
    ...Object.fromEntries(BITS.map((name) => [name, 'real' as const])),
  },
  terms: TEXTS.map((feature, index) => ({ feature, bits: BITS[index] ?? '' })),
  read(_, attributes) {
    const tokens = [...new Set(attributes.flatMap(({ value }) => tokensOf(value)))].slice(0, TOKENS);
    if (tokens.length === 0) return null;
    return {
      n: tokens.length,
      ...fillSlots('t', TOKENS, tokens),
      ...fillSlots(
        'h',
        TOKENS,
        Array.from({ length: TOKENS }, (_, at) => hashToken(tokens[at] ?? '')),
      ),
      ...fillSlots(
        'k',
        TOKENS,
        tokens.map((token) => hashToken(canonicalForm(token))),
      ),
      ...fillSlots('x', TOKENS, tokens.map(letterMask)),
      ...fillSlots('i', TOKENS, tokens.map(headOf)),
    };
  },
  comparable: (column) => `${column('l', 'n')} > 0 AND ${column('r', 'n')} > 0`,
  measures: [
    ...HASHES.map((hash, at) => among(`l${at + 1}`, 'l', hash)),
    ...HASHES.map((hash, at) => among(`r${at + 1}`, 'r', hash)),
    {
      name: 'exact',
      type: 'integer',
      sql: (_, measure) => TEXTS.map((_text, at) => dialect.integer(measure(`l${at + 1}`))).join(' + '),
    },
    {
      name: 'fuzzy',
      type: 'integer',
      sql: (column, measure) => {
        const rest = `least(${column('l', 'n')}, ${column('r', 'n')}) - ${measure('exact')}`;
        return `CASE WHEN ${rest} <= 0 THEN 0 ELSE least(${rest}, ${countFuzzy(column, measure)}) END`;
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
  relatives: 'name',
  shared: (column, measure) =>
    BITS.map((bits, at) => `CASE WHEN ${measure(`l${at + 1}`)} THEN ${column('l', bits)} ELSE 0 END`).join(
      ' + ',
    ),
  atoms: (row) =>
    TEXTS.flatMap((family): readonly Atom[] => {
      const token = row[family];
      if (typeof token !== 'string') return [];
      const codes = new Set([token, ...fullNamesOf(token), canonicalForm(token)].map(phoneticCode));
      return [...codes].map((code) => ({ family, text: `n:${code}` }));
    }),
};

/** Names in Han characters are compared by `hanName`. */
function tokensOf(value: string): readonly string[] {
  return hasHan(value) ? [] : value.split(' ').filter((token) => token !== '');
}

function canonicalForm(token: string): string {
  return fullNamesOf(token)[0] ?? token;
}

/** Whether a token of one side is among the other's. Whole numbers compare faster than texts. */
function among(name: string, side: 'l' | 'r', hash: string): Measure {
  const other = side === 'l' ? 'r' : 'l';
  return {
    name,
    type: 'integer',
    sql: (column) =>
      `${column(side, hash)} <> 0 AND (${HASHES.map((one) => `${column(side, hash)} = ${column(other, one)}`).join(' OR ')})`,
  };
}

/** The first letter as a number, negative when it is all there is. */
function headOf(token: string): number {
  const head = token.codePointAt(0) ?? 0;
  return head === 0 || token.length > (head > 0xffff ? 2 : 1) ? head : -head;
}

/** The letters a token has, one bit each: tokens with few in common need no closer look. */
function letterMask(token: string): number {
  let mask = 0;
  for (const letter of token) mask |= 1 << ((letter.codePointAt(0) ?? 0) % 30);
  return mask;
}

/** Tokens of the left that are not on the right, but like one that is not on the left. */
function countFuzzy(column: ColumnOf, measure: (name: string) => string): string {
  return TEXTS.map((text, index) => {
    const token = column('l', text);
    const alike = TEXTS.map(
      (other, at) =>
        `WHEN NOT ${measure(`r${at + 1}`)} AND ${isAlike(column, index, at, token, column('r', other))} THEN 1`,
    );
    return `CASE WHEN ${token} IS NULL OR ${measure(`l${index + 1}`)} THEN 0 ${alike.join(' ')} ELSE 0 END`;
  }).join(' + ');
}

function isAlike(column: ColumnOf, left: number, right: number, token: string, other: string): string {
  const [l, r] = [column('l', MASKS[left] ?? ''), column('r', MASKS[right] ?? '')];
  const full = `${column('l', FULL[left] ?? '')} = ${column('r', FULL[right] ?? '')}`;
  const [head, otherHead] = [column('l', HEADS[left] ?? ''), column('r', HEADS[right] ?? '')];
  const initial = `abs(${head}) = abs(${otherHead}) AND least(${head}, ${otherHead}) < 0`;
  const letters = `3 * ${dialect.countBits(dialect.bitAnd(l, r))} >= 2 * least(${dialect.countBits(l)}, ${dialect.countBits(r)})`;
  const spelling = `CASE WHEN ${letters} THEN ${dialect.jaroWinkler(token, other)} >= ${SAME_SPELLING} ELSE false END`;
  return `coalesce(${full} OR ${initial} OR ${spelling}, false)`;
}

/** One person bears another given name now and then, by marriage or as a pet form; beside two shared names hardly ever. */
function mostOf(exact: number, fuzzy: number): Pick<Level, 'most'> {
  if (exact + fuzzy === 1) return { most: exact === 1 ? 0.15 : 0.05 };
  return exact === 2 && fuzzy === 0 ? { most: 0.05 } : {};
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
          family: exact >= 1 ? 'equal' : 'alike',
          ...(all ? {} : mostOf(exact, fuzzy)),
        });
      }
    }
  }
  return [...levels, { label: 'nothing in common', when: () => 'true', most: 0.05 }];
}
