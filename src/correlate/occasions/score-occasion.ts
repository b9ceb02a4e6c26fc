import type { OccasionEvent } from './event.ts';
import { type PlaceLevel, placeLevel } from './place-level.ts';

/** Two events that may belong to one happening; `minutes` from the first to the other. */
export interface CandidatePair {
  readonly event: OccasionEvent;
  readonly other: OccasionEvent;
  readonly minutes: number;
  readonly place: PlaceLevel;
}

/** What one comparison says, in bits: log2 of how much likelier it is of one happening than by chance. */
export interface OccasionEvidence {
  readonly of: string;
  readonly level: string;
  readonly bits: number;
}

export interface ScoredPair extends CandidatePair {
  readonly probability: number;
  readonly evidence: readonly OccasionEvidence[];
}

/** How far apart in time the two may begin, in minutes: the other at most half an hour before, an hour after. */
export const EARLIEST = -30;
export const LATEST = 60;

/**
 * How often pairs of one happening are at each level, counted in the synthetic city's truth (10,000 persons, seed 5: 3,272
 * accidents with a dispatch), with a little left for what the city does not do.
 */
const MATCHES = {
  time: [
    { from: -30, to: -10, share: 0.005 },
    { from: -10, to: 0, share: 0.02 },
    { from: 0, to: 15, share: 0.94 },
    { from: 15, to: 30, share: 0.03 },
    { from: 30, to: 60, share: 0.005 },
  ],
  place: {
    AT: 0.18,
    CLOSE: 0.01,
    STREET: 0.46,
    STREET_RENAMED: 0.02,
    DISTRICT: 0.26,
    UNKNOWN: 0.06,
    APART: 0.01,
  },
} as const satisfies { time: readonly object[]; place: Record<PlaceLevel, number> };
/** Share of events that another department was called to at all. */
const PRIOR = 0.65;
/** Pairs that a kind has to be seen with before it tells much. */
const CAUTION = 20;
/** Minutes within which most of one happening begins. */
const SOON = 15;
/** More values than this are no kinds but names. */
const MOST_VALUES = 50;
/** Half a pair: what was not seen by chance may be. */
const UNSEEN = 0.5;

/** What chance gives: from the same events at shifted days. */
export interface ChanceModel {
  /** Pairs by chance per event and minute, by place. */
  readonly rates: ReadonlyMap<PlaceLevel, number>;
  /** attribute → value → how much likelier it is of one happening. */
  readonly kinds: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Pairs of an event with those that begin around it; null where they cannot be one happening. Pure. */
export function toPair(event: OccasionEvent, other: OccasionEvent, shift: number): CandidatePair | null {
  const minutes = (other.at - event.at - shift) / 60_000;
  if (minutes < EARLIEST || minutes >= LATEST) return null;
  return { event, other, minutes, place: placeLevel(event.place, other.place) };
}

/**
 * Learns what is there without being of the happening: by chance, from pairs at shifted days, and what is often close to such
 * events, from what begins before them; the larger of the two counts. `shifts`: number of shifted looks at each event. Pure.
 */
export function learnChance(
  pairs: readonly CandidatePair[],
  shifted: readonly CandidatePair[],
  events: number,
  shifts: number,
): ChanceModel {
  const levels = Object.keys(MATCHES.place) as PlaceLevel[];
  const [byShift, byControl] = [shifted, pairs.filter(({ minutes }) => minutes < 0)].map((list) =>
    countBy(list, ({ place }) => place),
  );
  const rateOf = (level: PlaceLevel): number =>
    Math.max(
      ((byShift?.get(level) ?? 0) + UNSEEN) / Math.max(1, events * shifts * (LATEST - EARLIEST)),
      (byControl?.get(level) ?? 0) / Math.max(1, events * -EARLIEST),
    );
  return {
    rates: new Map(levels.map((level) => [level, rateOf(level)])),
    kinds: learnKinds(near(pairs, 0), near(pairs, -SOON), shifted),
  };
}

/** Pairs at one place that begin within a quarter of an hour of a minute. */
function near(pairs: readonly CandidatePair[], minute: number): readonly CandidatePair[] {
  return pairs.filter(
    ({ minutes, place }) => minutes >= minute && minutes < minute + SOON && place !== 'APART',
  );
}

/** A kind belongs to an event as far as it is seen more often right behind it than right before it: what comes before is not of it. */
function learnKinds(
  behind: readonly CandidatePair[],
  before: readonly CandidatePair[],
  anywhere: readonly CandidatePair[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const names = new Set([...behind, ...anywhere].flatMap(({ other }) => [...other.kinds.keys()]));
  const kinds = new Map<string, ReadonlyMap<string, number>>();
  for (const name of names) {
    const kindOf = ({ other }: CandidatePair): string | undefined => other.kinds.get(name);
    const [seen, control, base] = [behind, before, anywhere].map((list) => countBy(list, kindOf));
    if (seen === undefined || control === undefined || base === undefined) continue;
    const values = new Set([...seen.keys(), ...base.keys()]);
    if (values.size > MOST_VALUES) continue;
    const total = sum(base.values()) + values.size * UNSEEN;
    const excess = new Map(
      [...values].map((value) => [value, Math.max(0, (seen.get(value) ?? 0) - (control.get(value) ?? 0))]),
    );
    const all = sum(excess.values());
    kinds.set(
      name,
      new Map(
        [...values].map((value) => {
          const share = ((base.get(value) ?? 0) + UNSEEN) / total;
          return [value, ((excess.get(value) ?? 0) + CAUTION * share) / (all + CAUTION) / share];
        }),
      ),
    );
  }
  return kinds;
}

/**
 * The probability that two events are one happening: how many such pairs there are to be expected of one happening, against how
 * many by chance, level by level independent (Fellegi and Sunter 1969). Pure.
 */
export function scorePair(pair: CandidatePair, { rates, kinds }: ChanceModel): ScoredPair {
  const stretch = MATCHES.time.find(({ from, to }) => pair.minutes >= from && pair.minutes < to);
  const share = stretch?.share ?? 0;
  const width = stretch === undefined ? 1 : stretch.to - stretch.from;
  const rate = rates.get(pair.place) ?? 0;
  const total = sum(rates.values());
  const evidence: OccasionEvidence[] = [
    { of: 'chance', level: 'PRIOR', bits: Math.log2(PRIOR / (total * (LATEST - EARLIEST))) },
    {
      of: 'period',
      level: `${stretch?.from ?? ''} to ${stretch?.to ?? ''} minutes`,
      bits: Math.log2((share * (LATEST - EARLIEST)) / width),
    },
    { of: 'place', level: pair.place, bits: Math.log2((MATCHES.place[pair.place] * total) / rate) },
  ];
  for (const [name, value] of pair.other.kinds) {
    const likelier = kinds.get(name)?.get(value);
    if (likelier !== undefined) evidence.push({ of: name, level: value, bits: Math.log2(likelier) });
  }
  const bits = evidence.reduce((all, one) => all + one.bits, 0);
  return { ...pair, evidence, probability: 1 / (1 + 2 ** -bits) };
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
