import { isWholeName } from '../../../standardise/person-name.ts';
import { soundOf } from '../../../standardise/sound.ts';
import type { ComparisonKind } from './comparison.ts';

/**
 * Whether two mentions that are named alike stand in one record: a company's representative among its shareholders is
 * most likely the same person, while the same name elsewhere may be anybody's.
 */
export const TOGETHER: ComparisonKind = {
  name: 'together',
  takes: [],
  perAttribute: false,
  features: { record: 'token', written: 'token' },
  terms: [],
  read: ({ together, attributes }) => {
    const name = attributes.find(
      ({ kind, value, flags }) =>
        kind === 'organization-name' || (kind === 'person-name' && isWholeName(value, flags)),
    );
    if (together === undefined || name === undefined) return null;
    return { record: together, written: name.kind === 'person-name' ? soundOf(name.value) : name.original };
  },
  comparable: (column) => `${column('l', 'record')} IS NOT NULL AND ${column('r', 'record')} IS NOT NULL`,
  measures: [
    {
      name: 'one',
      type: 'integer',
      sql: (column) => `(${column('l', 'record')} = ${column('r', 'record')})::INTEGER`,
    },
    {
      name: 'same',
      type: 'integer',
      sql: (column) => `(${column('l', 'written')} = ${column('r', 'written')})::INTEGER`,
    },
  ],
  levels: [
    { label: 'one name in one record', when: (m) => `${m('one')} = 1 AND ${m('same')} = 1`, whole: true },
    // A record that names an organisation and its works means two, though both names are spellings of one.
    { label: 'one organisation in one record', when: (m) => `${m('one')} = 1`, whole: true, twins: 'always' },
    { label: 'in two records', when: () => 'true' },
  ],
  shared: null,
  strangers: shareOfStrangers,
  atoms: ({ record }) => (typeof record === 'string' ? [{ family: 'record', text: `rec:${record}` }] : []),
};

/**
 * How often two strangers stand in one record: were who is named there drawn by lot. Random pairs cannot tell, since hardly any
 * stands in one record, and those that do are mostly one.
 */
function shareOfStrangers(feature: (name: string) => string, mentions: string): string {
  const record = feature('record');
  const counts = `SELECT count(*) AS n FROM ${mentions} WHERE ${record} IS NOT NULL GROUP BY ${record}`;
  const sums = `SELECT least(0.25, (coalesce(sum(n * (n - 1)), 0) + 1) / greatest(2, sum(n) * (sum(n) - 1))) AS one FROM (${counts}) AS counted`;
  return `SELECT one, one, greatest(0.5, 1 - 2 * one) FROM (${sums}) AS shared`;
}
