import { BoundedCache } from '../../../standardise/bounded-cache.ts';
import { findArabic } from '../../../standardise/chinese-numerals.ts';
import { hasHan } from '../../../standardise/clean-text.ts';
import { standardiseOrganizationName } from '../../../standardise/organization-name.ts';
import { syllablesOf } from '../../../standardise/romanise.ts';
import { dialect } from '../sql/dialect.ts';
import type { Atom, ColumnOf, ComparisonKind, FeatureRow } from './comparison.ts';
import { readSeat, SEAT_FEATURES, shareNumber, sitElsewhere } from './organization-seat.ts';
import { tradesOf } from './trades.ts';

/** Pairs of neighbouring characters that a name is found by. */
const PAIRS = 8;
/** Jaro-Winkler similarity from which two names are spellings of one (Winkler 1990). */
const ALIKE = 0.9;
const PLACE_AHEAD = /^\p{Script=Han}{2,4}?[省市县](?![政场民容])(?=.{2})/u;
/** What tells a first works from a second. */
const ORDINALS = /[一二三四五六七八九十\d]+/gu;
/** What numbers a school or hospital among those of its name. */
const NUMBERED = /第([\d〇零一二三四五六七八九十百]+)/u;
/** A form of its own, or a part of one (`集团有限公司`). */
const GROUP = /(?<=.{2})集团$/u;
const PLACE_WITHIN = /\([^()]{1,8}\)/gu;

/**
 * A name of an organisation in Han characters: the whole name, the name without its legal form, without the place that
 * it begins with, its sound; and what tells the parts of one organisation apart (a branch, a works, a building site),
 * or one of several that bear its name (a second school).
 */
export const HAN_ORGANIZATION: ComparisonKind = {
  name: 'hanOrganization',
  takes: ['organization-name', 'name'],
  perAttribute: false,
  script: 'han',
  wide: true,
  features: {
    full: 'token',
    core: 'token',
    branch: 'text',
    ordinal: 'token',
    bare: 'text',
    series: 'token',
    number: 'token',
    trades: 'integer',
    sound: 'token',
    ...SEAT_FEATURES,
    fullBits: 'real',
    coreBits: 'real',
    bareBits: 'real',
  },
  terms: [
    { feature: 'full', bits: 'fullBits' },
    { feature: 'core', bits: 'coreBits' },
    { feature: 'bare', bits: 'bareBits' },
  ],
  read(mention, attributes) {
    const written = attributes.find(({ original }) => hasHan(original));
    const name = written === undefined ? null : readName(written.original);
    return name === null ? null : { ...name, ...readSeat(mention) };
  },
  comparable: (column) => `${column('l', 'core')} IS NOT NULL AND ${column('r', 'core')} IS NOT NULL`,
  measures: [
    { name: 'full', type: 'integer', sql: (column) => equal(column, 'full') },
    { name: 'core', type: 'integer', sql: (column) => equal(column, 'core') },
    { name: 'bare', type: 'integer', sql: (column) => equal(column, 'bare') },
    { name: 'sound', type: 'integer', sql: (column) => equal(column, 'sound') },
    { name: 'branch', type: 'integer', sql: compareBranches },
    {
      name: 'numbers',
      type: 'integer',
      sql: (column) =>
        dialect.integer(
          `coalesce(${column('l', 'series')} = ${column('r', 'series')} AND ${column('l', 'number')} <> ${column('r', 'number')}, false)`,
        ),
    },
    {
      name: 'trades',
      type: 'integer',
      sql: (column) =>
        dialect.integer(
          `${column('l', 'trades')} > 0 AND ${column('r', 'trades')} > 0 AND ${dialect.bitAnd(column('l', 'trades'), column('r', 'trades'))} = 0`,
        ),
    },
    { name: 'numbered', type: 'integer', sql: (column) => dialect.integer(shareNumber(column)) },
    {
      name: 'alike',
      type: 'real',
      sql: (column, m) =>
        `CASE WHEN ${m('bare')} = 1 THEN 1 ELSE ${dialect.jaroWinkler(column('l', 'bare'), column('r', 'bare'))} END`,
    },
    {
      name: 'within',
      type: 'integer',
      sql: (column) =>
        dialect.integer(
          `${dialect.startsWith(column('l', 'bare'), column('r', 'bare'))} OR ${dialect.startsWith(column('r', 'bare'), column('l', 'bare'))}`,
        ),
    },
  ],
  levels: [
    { label: 'equal', when: (m) => `${m('full')} = 1`, whole: true },
    { label: 'equal but for the form', when: (m) => `${m('core')} = 1 AND ${m('branch')} = 0`, whole: true },
    { label: 'equal, one names a branch', when: (m) => `${m('core')} = 1 AND ${m('branch')} = 1` },
    { label: 'equal, branches alike', when: (m) => `${m('core')} = 1 AND ${m('branch')} = 2` },
    {
      label: 'equal, one names a branch of another house',
      when: (m) => `${m('core')} = 1 AND ${m('branch')} = 3`,
      twins: 'always',
    },
    { label: 'equal, other branches', when: (m) => `${m('core')} = 1`, twins: 'always' },
    { label: 'equal but for the place', when: (m) => `${m('bare')} = 1 AND ${m('branch')} = 0`, whole: true },
    { label: 'equal, other numbers', when: (m) => `${m('numbers')} = 1`, twins: 'always' },
    { label: 'sounds equal', when: (m) => `${m('sound')} = 1 AND ${m('branch')} = 0` },
    {
      label: 'equal but for place and branch, of another house',
      when: (m) => `${m('sound')} = 1 AND ${m('branch')} = 3`,
      twins: 'always',
    },
    {
      label: 'equal but for the place, other branches',
      when: (m) => `${m('sound')} = 1 AND ${m('branch')} = 4`,
      twins: 'always',
    },
    { label: 'equal but for place and branch', when: (m) => `${m('sound')} = 1` },
    { label: 'one begins with the other', when: (m) => `${m('within')} = 1` },
    {
      label: 'of another trade, with one telephone or number',
      when: (m) => `${m('trades')} = 1 AND ${m('numbered')} = 1`,
    },
    { label: 'of another trade', when: (m) => `${m('trades')} = 1`, twins: 'always' },
    { label: 'alike', when: (m) => `${m('alike')} >= ${ALIKE} AND ${m('branch')} = 0` },
    {
      label: 'alike, other branches',
      when: (m) => `${m('alike')} >= ${ALIKE} AND ${m('branch')} >= 3`,
      twins: 'always',
    },
    { label: 'alike, branches alike', when: (m) => `${m('alike')} >= ${ALIKE}` },
    { label: 'a little alike', when: (m) => `${m('alike')} >= 0.75` },
    { label: 'different', when: () => 'true' },
  ],
  shared: (column, m) => {
    const least = (name: string): string => `least(${column('l', name)}, ${column('r', name)})`;
    return `CASE WHEN ${m('full')} = 1 THEN ${least('fullBits')} WHEN ${m('core')} = 1 THEN ${least('coreBits')} WHEN ${m('bare')} = 1 THEN ${least('bareBits')} ELSE 0 END`;
  },
  atoms: listAtoms,
};

const known = new BoundedCache<FeatureRow>(20_000);

function readName(original: string): FeatureRow | null {
  const before = known.find(original);
  if (before !== undefined) return before;
  const name = standardiseOrganizationName(original);
  if (name === null) return null;
  const core = name.value;
  const { suffix = '', branch = '' } = name.parts ?? {};
  const placeless = core.replaceAll(PLACE_WITHIN, '').replace(PLACE_AHEAD, '').replace(GROUP, '');
  const bare = (placeless === '' ? core : placeless).replace(NUMBERED, numberOf);
  const row = {
    full: [core, suffix, branch].join('|'),
    core,
    branch: branch === '' ? null : String(branch).replaceAll(PLACE_WITHIN, ''),
    ordinal: String(branch).match(ORDINALS)?.join('') ?? null,
    bare,
    series: bare.replace(NUMBERED, '第'),
    number: NUMBERED.exec(bare)?.[1] ?? null,
    trades: tradesOf(bare),
    sound: syllablesOf(bare, 'none').join(''),
  };
  known.keep(original, row);
  return row;
}

/** `第二` and `第2` are one. */
function numberOf(_: string, numeral: string): string {
  return `第${findArabic(numeral) ?? numeral}`;
}

const equal = (column: ColumnOf, feature: string): string =>
  dialect.integer(`coalesce(${column('l', feature)} = ${column('r', feature)}, false)`);

/** 0: both the same or none, 1: one names none and may mean the other's, 2: alike, 3: one names none and sits elsewhere, 4: other ones. */
function compareBranches(column: ColumnOf): string {
  const [l, r] = [column('l', 'branch'), column('r', 'branch')];
  const alike = `${column('l', 'ordinal')} IS NOT DISTINCT FROM ${column('r', 'ordinal')} AND ${dialect.jaroWinkler(l, r)} >= ${ALIKE}`;
  return `CASE WHEN ${l} IS NOT DISTINCT FROM ${r} THEN 0 WHEN ${l} IS NULL OR ${r} IS NULL THEN CASE WHEN ${sitElsewhere(column)} THEN 3 ELSE 1 END WHEN ${alike} THEN 2 ELSE 4 END`;
}

function listAtoms({ full, core, bare, sound }: FeatureRow): readonly Atom[] {
  if (typeof bare !== 'string') return [];
  const characters = [...bare];
  const pairs = characters.slice(0, PAIRS).map((one, at) => one + (characters[at + 1] ?? ''));
  return [
    { family: 'organization', text: `of:${full}` },
    { family: 'organization', text: `o:${core}` },
    { family: 'organization', text: `ob:${bare}` },
    { family: 'organization', text: `os:${sound}` },
    { family: 'organization', text: `oh:${characters.slice(0, 4).join('')}` },
    ...pairs.map((pair, at) => ({ family: `o${at}`, text: `ow:${pair}` })),
  ];
}
