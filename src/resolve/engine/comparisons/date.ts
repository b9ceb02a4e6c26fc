import { dialect } from '../sql/dialect.ts';
import type { Atom, ComparisonKind } from './comparison.ts';

/** Whether a day is the one that a year alone is often written as. */
const firstDay = (value: string): string => `substr(${value}, 6) = '01-01'`;

/** Dates of any precision, `YYYY[-MM[-DD]]`: equal, equal as far as both say, slips of the pen, then how far apart. */
export const DATE: ComparisonKind = {
  name: 'date',
  takes: ['date'],
  perAttribute: true,
  features: { value: 'text', bits: 'real' },
  terms: [{ feature: 'value', bits: 'bits' }],
  read: (_, attributes) => {
    const [first] = attributes;
    return first === undefined ? null : { value: first.value };
  },
  comparable: (column) => `${column('l', 'value')} IS NOT NULL AND ${column('r', 'value')} IS NOT NULL`,
  measures: [
    {
      name: 'slips',
      type: 'integer',
      sql: (column) => dialect.hamming(column('l', 'value'), column('r', 'value')),
    },
    {
      name: 'holds',
      type: 'integer',
      sql: (column) =>
        `(starts_with(${column('l', 'value')}, ${column('r', 'value')}) OR starts_with(${column('r', 'value')}, ${column('l', 'value')}))::INTEGER`,
    },
    {
      name: 'turned',
      type: 'integer',
      sql: (column) => {
        const [l, r] = [column('l', 'value'), column('r', 'value')];
        return `(length(${l}) = 10 AND length(${r}) = 10 AND left(${l}, 4) = left(${r}, 4) AND substr(${l}, 6, 2) = substr(${r}, 9, 2) AND substr(${l}, 9, 2) = substr(${r}, 6, 2))::INTEGER`;
      },
    },
    {
      name: 'sameYear',
      type: 'integer',
      sql: (column) => `(left(${column('l', 'value')}, 4) = left(${column('r', 'value')}, 4))::INTEGER`,
    },
    {
      name: 'sameDay',
      type: 'integer',
      sql: (column) =>
        `(length(${column('l', 'value')}) = 10 AND substr(${column('l', 'value')}, 6) = substr(${column('r', 'value')}, 6))::INTEGER`,
    },
    {
      name: 'yearOnly',
      type: 'integer',
      sql: (column) =>
        `(${firstDay(column('l', 'value'))} OR ${firstDay(column('r', 'value'))} OR length(${column('l', 'value')}) < 10 OR length(${column('r', 'value')}) < 10)::INTEGER`,
    },
    {
      name: 'years',
      type: 'integer',
      sql: (column) =>
        `coalesce(abs(try_cast(left(${column('l', 'value')}, 4) AS INTEGER) - try_cast(left(${column('r', 'value')}, 4) AS INTEGER)), 999)`,
    },
  ],
  levels: [
    { label: 'equal', when: (m) => `${m('slips')} = 0`, whole: true, twins: 'kin' },
    { label: 'equal as far as both say', when: (m) => `${m('holds')} = 1` },
    { label: 'same year, one is 1 January', when: (m) => `${m('sameYear')} = 1 AND ${m('yearOnly')} = 1` },
    { label: 'day and month turned', when: (m) => `${m('turned')} = 1` },
    { label: 'one digit, same year', when: (m) => `${m('slips')} = 1 AND ${m('sameYear')} = 1` },
    { label: 'one digit, in the year', when: (m) => `${m('slips')} = 1 AND ${m('yearOnly')} = 0` },
    { label: 'same month and day', when: (m) => `${m('sameDay')} = 1 AND ${m('yearOnly')} = 0` },
    { label: 'two digits', when: (m) => `${m('slips')} = 2 AND ${m('yearOnly')} = 0` },
    { label: 'same year', when: (m) => `${m('sameYear')} = 1` },
    { label: 'a year apart', when: (m) => `${m('years')} <= 1` },
    { label: 'within ten years', when: (m) => `${m('years')} <= 10`, most: 0.05 },
    { label: 'different', when: () => 'true', most: 0.05 },
  ],
  relatives: 'birth',
  shared: (column, m) => `CASE WHEN ${m('slips')} = 0 THEN ${column('l', 'bits')} ELSE 0 END`,
  atoms: ({ value }): readonly Atom[] => {
    if (typeof value !== 'string') return [];
    const [year = '', month, day] = value.split('-');
    const atoms: Atom[] = [{ family: 'date', text: `y:${year}` }];
    if (month !== undefined && day !== undefined) {
      atoms.push({ family: 'date', text: `d:${value}` });
      const monthDay = [month, day.slice(0, 2)].sort().join('-');
      if (monthDay !== '01-01') atoms.push({ family: 'date', text: `md:${monthDay}` });
    }
    return atoms;
  },
};
