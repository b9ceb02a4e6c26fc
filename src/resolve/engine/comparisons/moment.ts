import { FAR_FUTURE, FAR_PAST } from '../../../standardise/value.ts';
import type { EngineMention } from '../mention.ts';
import type { Atom, ComparisonKind } from './comparison.ts';

const MINUTE = 60_000;
/** Minutes of the longest period whose begin is a moment: what is said of a day, were it the shortest of the year, is none. */
const LONGEST = 22 * 60;
/** Minutes of the buckets in which and beside which moments are candidates. */
const BUCKET = 30;
const DAY = 24 * 60;
/** Minutes apart at which two are together by chance alone, and yet at the same time of day about. */
const LATER = { from: 61, to: 180 } as const;

/**
 * How many minutes lie between what happened to two persons: who is hurt at 17:46 and who is fetched at 17:48 may well be one. Of persons
 * alone, since very much happens at one place, and of different records, since those of one record share its moment.
 * Moments that are far apart say next to nothing: everybody is at many.
 */
export const MOMENT: ComparisonKind = {
  name: 'moment',
  takes: [],
  perAttribute: false,
  timed: true,
  // Minutes of the far future are beyond 32 bits.
  features: { minute: 'real', record: 'token' },
  terms: [],
  read: (mention) => {
    const minute = momentOf(mention);
    return minute === null ? null : { minute, record: mention.record ?? null };
  },
  comparable: (column) => `${column('l', 'record')} <> ${column('r', 'record')}`,
  measures: [
    {
      name: 'minutes',
      type: 'real',
      sql: (column) => `abs(${column('l', 'minute')} - ${column('r', 'minute')})`,
    },
  ],
  levels: [
    // A family is in one accident: beside two names it joins nobody.
    { label: 'within 5 minutes', when: (m) => `${m('minutes')} <= 5`, twins: 'kin' },
    { label: 'within 15 minutes', when: (m) => `${m('minutes')} <= 15`, twins: 'kin' },
    { label: 'within an hour', when: (m) => `${m('minutes')} <= 60`, twins: 'kin' },
    { label: 'within a day', when: (m) => `${m('minutes')} <= ${DAY}` },
    { label: 'at another time', when: () => 'true' },
  ],
  shared: null,
  presumed: 'chance',
  strangers: shareOfStrangers,
  atoms: ({ minute }): readonly Atom[] =>
    typeof minute !== 'number'
      ? []
      : // Two grids, half a bucket apart, as of points.
        [0, 0.5].map((shift) => ({
          family: 'moment',
          text: `at${shift}:${Math.floor(minute / BUCKET + shift)}`,
        })),
};

/** When what a mention of a person tells of happened, in minutes since 1970; null where that is not known to the time of day. */
export function minuteOf({
  kind,
  validFrom,
  validTo,
}: Pick<EngineMention, 'kind' | 'validFrom' | 'validTo'>): number | null {
  if (kind !== 'Person' || validFrom === undefined || validTo === undefined) return null;
  if (validFrom === FAR_PAST || validTo === FAR_FUTURE) return null;
  const from = Date.parse(validFrom);
  return Date.parse(validTo) - from > LONGEST * MINUTE ? null : Math.floor(from / MINUTE);
}

/** The same, of a mention whose record is known: without it, nobody knows what it shares its moment with. */
export function momentOf(mention: EngineMention): number | null {
  return mention.record === undefined ? null : minuteOf(mention);
}

/**
 * How often two strangers happen to be together: hardly ever, so that no random pairs show it. It is read off the moments
 * themselves, from those that lie an hour to three apart (the delayed window by which physics counts accidental
 * coincidences; Knoll 2010), since what is of one event lies closer.
 */
function shareOfStrangers(feature: (name: string) => string, mentions: string): string {
  const minute = feature('minute');
  const within = (from: number, to: number): string =>
    `sum(n) OVER (ORDER BY minute RANGE BETWEEN ${from} FOLLOWING AND ${to} FOLLOWING)`;
  const counts = `SELECT ${minute} AS minute, count(*) AS n FROM ${mentions} WHERE ${minute} IS NOT NULL GROUP BY ${minute}`;
  const after = `SELECT n, ${within(LATER.from, LATER.to)} AS later, ${within(LATER.from, DAY)} AS day FROM (${counts}) AS counted`;
  const sums = `SELECT (coalesce(sum(n * later), 0) + 0.5) / ${LATER.to - LATER.from + 1} AS minutely, coalesce(sum(n * day), 0) + 0.5 AS day, greatest(1, sum(n) * (sum(n) - 1) / 2) AS pairs FROM (${after}) AS after`;
  // Half of the minute that both are in, then five minutes, ten, forty-five.
  const shares = `SELECT minutely * 5.5 / pairs AS one, minutely * 10 / pairs AS two, minutely * 45 / pairs AS three, day / pairs AS four FROM (${sums}) AS summed`;
  return `SELECT one, two, three, four, greatest(0.5, 1 - one - two - three - four) FROM (${shares}) AS shared`;
}
