import { findScheme } from '../../../standardise/schemes.ts';
import { dialect } from '../sql/dialect.ts';
import type { ColumnOf, ComparisonKind } from './comparison.ts';
import { readPeriod } from './period.ts';

/** Days between two statements of one number after which it may have been issued again. */
const NEAR = 365;

/**
 * Numbers that are issued again, as plates are: one that agrees speaks for a match where both were so at one time or nearly, and
 * says nothing where years lie between. Two different ones speak against it the more if they are of one time, since a
 * thing bears another number later on.
 */
export const REISSUED: ComparisonKind = {
  name: 'reissued',
  takes: ['identifier'],
  perAttribute: true,
  reissued: true,
  timed: true,
  features: { value: 'text', from: 'integer', to: 'integer', bits: 'real' },
  terms: [{ feature: 'value', bits: 'bits' }],
  read(mention, attributes) {
    const [first] = attributes;
    return first === undefined ? null : { value: first.value, ...readPeriod(mention, first) };
  },
  comparable: (column) =>
    `${column('l', 'value')} IS NOT NULL AND ${column('r', 'value')} IS NOT NULL AND NOT (${column('l', 'value')} = ${column('r', 'value')} AND ${liesBetween(column, NEAR)})`,
  measures: [
    {
      name: 'equal',
      type: 'integer',
      sql: (column) => dialect.integer(`${column('l', 'value')} = ${column('r', 'value')}`),
    },
    { name: 'apart', type: 'integer', sql: (column) => dialect.integer(liesBetween(column, 0)) },
    {
      name: 'edits',
      type: 'integer',
      sql: (column, m) => {
        const [l, r] = [column('l', 'value'), column('r', 'value')];
        const needless = `${m('equal')} = 1 OR abs(${dialect.length(l)} - ${dialect.length(r)}) > 1`;
        return `CASE WHEN ${needless} THEN 99 ELSE ${dialect.damerau(l, r)} END`;
      },
    },
  ],
  levels: [
    { label: 'equal', when: (m) => `${m('equal')} = 1 AND ${m('apart')} = 0`, whole: true },
    { label: 'equal, within a year', when: (m) => `${m('equal')} = 1`, whole: true },
    { label: 'one slip', when: (m) => `${m('edits')} = 1` },
    { label: 'different, of one time', when: (m) => `${m('apart')} = 0` },
    { label: 'different', when: () => 'true' },
  ],
  shared: (column, m) => `CASE WHEN ${m('equal')} = 1 THEN ${column('l', 'bits')} ELSE 0 END`,
  atoms: ({ value }) => (typeof value === 'string' ? [{ family: 'identifier', text: `i:${value}` }] : []),
};

/** Whether numbers of a scheme are issued again. */
export function isReissued(scheme: string | undefined): boolean {
  return scheme !== undefined && findScheme(scheme)?.identifies === 'for-a-period';
}

/** In SQL whether more than so many days surely lie between the two periods. */
function liesBetween(column: ColumnOf, days: number): string {
  const ends = (before: 'l' | 'r', after: 'l' | 'r'): string =>
    `coalesce(${column(before, 'to')} + ${days} < ${column(after, 'from')}, false)`;
  return `(${ends('l', 'r')} OR ${ends('r', 'l')})`;
}
