import type { ComparisonKind } from './comparison.ts';

/**
 * Whether two mentions that are named alike stand in one record: a company's representative among its shareholders is
 * most likely the same person, while the same name elsewhere may be anybody's.
 */
export const TOGETHER: ComparisonKind = {
  name: 'together',
  takes: [],
  perAttribute: false,
  features: { record: 'text' },
  terms: [],
  read: ({ together }) => (together === undefined ? null : { record: together }),
  comparable: (column) => `${column('l', 'record')} IS NOT NULL AND ${column('r', 'record')} IS NOT NULL`,
  measures: [
    {
      name: 'one',
      type: 'integer',
      sql: (column) => `(${column('l', 'record')} = ${column('r', 'record')})::INTEGER`,
    },
  ],
  levels: [
    { label: 'named alike in one record', when: (m) => `${m('one')} = 1`, whole: true },
    { label: 'in two records', when: () => 'true' },
  ],
  shared: null,
  atoms: ({ record }) => (typeof record === 'string' ? [{ family: 'record', text: `rec:${record}` }] : []),
};
