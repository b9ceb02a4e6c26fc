import { dialect } from '../sql/dialect.ts';
import type { Atom, ColumnOf, ComparisonKind } from './comparison.ts';
import { spanOfInstant } from './instant-span.ts';

const DAY = 24 * 60;
/** Minutes of the buckets in which and beside which instants are candidates. */
const BUCKET = 30;
/** Minutes apart from which two reports are of two events. */
const TWO_EVENTS = 7 * DAY;

/**
 * Instants by the minutes between them, as exactly as both are written; a slip in the day leaves the time of day as it was. An
 * event is at one time: weeks apart are two, whatever else they share.
 */
export const INSTANT: ComparisonKind = {
  name: 'instant',
  takes: ['instant'],
  perAttribute: true,
  wide: true,
  // Minutes of the far future are beyond 32 bits.
  features: { day: 'text', first: 'real', last: 'real', event: 'integer' },
  terms: [],
  read({ kind }, attributes) {
    const [instant] = attributes;
    const span = instant === undefined ? null : spanOfInstant(instant);
    return span === null ? null : { ...span, event: kind === 'Event' ? 1 : 0 };
  },
  comparable: (column) => `${column('l', 'first')} IS NOT NULL AND ${column('r', 'first')} IS NOT NULL`,
  measures: [
    {
      name: 'minutes',
      type: 'real',
      sql: (column) =>
        `greatest(0, ${column('l', 'first')} - ${column('r', 'last')}, ${column('r', 'first')} - ${column('l', 'last')})`,
    },
    {
      name: 'exact',
      type: 'integer',
      sql: (column) =>
        dialect.integer(
          `${column('l', 'last')} - ${column('l', 'first')} <= 59 AND ${column('r', 'last')} - ${column('r', 'first')} <= 59`,
        ),
    },
    { name: 'slip', type: 'integer', sql: slipOfDay },
    { name: 'event', type: 'integer', sql: (column) => `${column('l', 'event')} * ${column('r', 'event')}` },
  ],
  levels: [
    { label: 'equal', when: (m) => `${m('exact')} = 1 AND ${m('minutes')} = 0`, whole: true, twins: 'kin' },
    { label: 'within 5 minutes', when: (m) => `${m('exact')} = 1 AND ${m('minutes')} <= 5` },
    { label: 'within 15 minutes', when: (m) => `${m('exact')} = 1 AND ${m('minutes')} <= 15` },
    { label: 'within an hour', when: (m) => `${m('exact')} = 1 AND ${m('minutes')} <= 60` },
    { label: 'equal as far as both say', when: (m) => `${m('minutes')} = 0` },
    { label: 'a slip in the day', when: (m) => `${m('exact')} = 1 AND ${m('slip')} = 1` },
    { label: 'within a day', when: (m) => `${m('minutes')} <= ${DAY}` },
    { label: 'within a week', when: (m) => `${m('minutes')} <= ${TWO_EVENTS}` },
    { label: 'weeks apart, two events', when: (m) => `${m('event')} = 1`, twins: 'always' },
    { label: 'within a year', when: (m) => `${m('minutes')} <= ${366 * DAY}` },
    { label: 'different', when: () => 'true' },
  ],
  shared: null,
  atoms: ({ day, first }): readonly Atom[] => {
    if (typeof day !== 'string' || typeof first !== 'number') return [];
    const [year = '', month = '', date = ''] = day.split('-');
    return [
      { family: 'date', text: `y:${year}` },
      { family: 'date', text: `d:${day}` },
      { family: 'date', text: `md:${[month, date].sort().join('-')}` },
      // Two grids, half a bucket apart, as of points.
      ...[0, 0.5].map((shift) => ({
        family: 'moment',
        text: `at${shift}:${Math.floor(first / BUCKET + shift)}`,
      })),
    ];
  },
};

/** In SQL 1 where one digit of the day differs, or day and month are turned, at a quarter of an hour about the same time of day. */
function slipOfDay(column: ColumnOf): string {
  const [l, r] = [column('l', 'day'), column('r', 'day')];
  const timeOfDay = `abs(${column('l', 'first')} - ${column('r', 'first')}) % ${DAY}`;
  const turned = `${dialect.head(l, 4)} = ${dialect.head(r, 4)} AND ${dialect.part(l, 6, 2)} = ${dialect.part(r, 9, 2)} AND ${dialect.part(l, 9, 2)} = ${dialect.part(r, 6, 2)}`;
  return dialect.integer(
    `(${dialect.hamming(l, r)} = 1 OR ${turned}) AND least(${timeOfDay}, ${DAY} - ${timeOfDay}) <= 15`,
  );
}
