import type { AttributeKind } from '../../../standardise/value.ts';
import { dialect } from '../sql/dialect.ts';
import type { Atom, ColumnOf, ComparisonKind, FeatureRow, Level, Measure } from './comparison.ts';
import { fillSlots, isAmong, slots, slotsOf } from './token-columns.ts';

/** Several values of one attribute (two phones) are compared by the best pair; more than these are left out. */
const VALUES = 3;
const TEXTS = slots('v', VALUES);

interface ValueKind {
  readonly name: string;
  readonly takes: readonly AttributeKind[];
  readonly perAttribute: boolean;
  /** `token` where values are equal or different. */
  readonly type?: 'text' | 'token';
  readonly measures: readonly Measure[];
  readonly levels: readonly Level[];
  atoms(value: string): readonly Atom[];
}

/** A comparison of whole values: any that is equal, then how like the first ones are, then different. */
function compareValues({
  name,
  takes,
  perAttribute,
  type = 'text',
  measures,
  levels,
  atoms,
}: ValueKind): ComparisonKind {
  return {
    name,
    takes,
    perAttribute,
    features: { ...Object.fromEntries(TEXTS.map((text) => [text, type])), bits: 'real' },
    terms: [{ feature: 'v1', bits: 'bits' }],
    read: (_, attributes) => {
      const values = [...new Set(attributes.map(({ value }) => value))].slice(0, VALUES);
      return values.length === 0 ? null : fillSlots('v', VALUES, values);
    },
    comparable: (column) => `${column('l', 'v1')} IS NOT NULL AND ${column('r', 'v1')} IS NOT NULL`,
    measures: [{ name: 'equal', type: 'integer', sql: countEqual }, ...measures],
    levels: [{ label: 'equal', when: (m) => `${m('equal')} > 0`, whole: true }, ...levels, DIFFERENT],
    relatives: 'shared',
    shared: (column, m) => `CASE WHEN ${m('equal')} > 0 THEN ${column('l', 'bits')} ELSE 0 END`,
    atoms: (row: FeatureRow) =>
      TEXTS.flatMap((text) => {
        const value = row[text];
        return typeof value === 'string' ? atoms(value) : [];
      }),
  };
}

const DIFFERENT: Level = { label: 'different', when: () => 'true' };

function countEqual(column: ColumnOf): string {
  return TEXTS.map((text) => dialect.integer(isAmong(column('l', text), slotsOf(column, 'r', TEXTS)))).join(
    ' + ',
  );
}

/** Characters that differ between the first values, 99 when too many to care; edits cost more than a comparison. */
function edits(column: ColumnOf): string {
  const [l, r] = [column('l', 'v1'), column('r', 'v1')];
  return `CASE WHEN abs(${dialect.length(l)} - ${dialect.length(r)}) > 1 THEN 99 ELSE ${dialect.damerau(l, r)} END`;
}

/** Whether the first values are a slip apart: most are further apart at so many places that edits need not be counted. */
function oneSlip(column: ColumnOf, m: (name: string) => string): string {
  const [l, r] = [column('l', 'v1'), column('r', 'v1')];
  const sameLength = `${dialect.length(l)} = ${dialect.length(r)}`;
  return `CASE WHEN ${m('equal')} > 0 OR ${m('tail')} = 1 THEN 0 WHEN ${sameLength} THEN CASE WHEN ${dialect.hamming(l, r)} <= 2 THEN ${dialect.integer(`${dialect.damerau(l, r)} = 1`)} ELSE 0 END WHEN abs(${dialect.length(l)} - ${dialect.length(r)}) = 1 THEN ${dialect.integer(`${dialect.damerau(l, r)} = 1`)} ELSE 0 END`;
}

const EDITS: Measure = { name: 'edits', type: 'integer', sql: edits };

export const PHONE = compareValues({
  name: 'phone',
  takes: ['phone'],
  perAttribute: false,
  measures: [
    {
      name: 'tail',
      type: 'integer',
      sql: (column) =>
        dialect.integer(`${dialect.tail(column('l', 'v1'), 7)} = ${dialect.tail(column('r', 'v1'), 7)}`),
    },
    { name: 'slip', type: 'integer', sql: oneSlip },
  ],
  levels: [
    { label: 'last seven digits equal', when: (m) => `${m('tail')} = 1` },
    { label: 'one slip', when: (m) => `${m('slip')} = 1` },
  ],
  atoms: (value) => [{ family: 'phone', text: `p:${value.slice(-7)}` }],
});

export const EMAIL = compareValues({
  name: 'email',
  takes: ['email'],
  perAttribute: false,
  measures: [
    {
      name: 'local',
      type: 'real',
      sql: (column) =>
        dialect.jaroWinkler(dialect.before(column('l', 'v1'), '@'), dialect.before(column('r', 'v1'), '@')),
    },
    EDITS,
  ],
  levels: [
    { label: 'same local part', when: (m) => `${m('local')} = 1` },
    { label: 'one or two slips', when: (m) => `${m('edits')} <= 2` },
    { label: 'local part alike', when: (m) => `${m('local')} >= 0.88` },
  ],
  atoms: (value) => [
    { family: 'email', text: `e:${value}` },
    { family: 'email', text: `l:${value.split('@')[0] ?? ''}` },
  ],
});

export const CODE = compareValues({
  name: 'code',
  takes: ['code', 'gender', 'number', 'text', 'area'],
  perAttribute: true,
  type: 'token',
  measures: [],
  levels: [],
  atoms: (value) => [{ family: 'code', text: `c:${value}` }],
});
