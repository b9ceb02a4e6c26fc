import {
  BEGINNING_LEVELS,
  CALLED_NEUTRAL,
  WHEREABOUTS,
  WHEREABOUTS_LEVELS,
  WHEREABOUTS_SCALES,
  type WhereaboutsLevel,
} from '../../resolve/engine/comparisons/happening.ts';
import {
  ALL_KEYS,
  type ComparisonModel,
  type LevelModel,
  MODEL_VERSION,
  type Model,
} from '../../resolve/engine/model.ts';
import type { OccasionEvent } from './event.ts';
import { type CandidatePair, REACH } from './read-looks.ts';

/** A pair with how its places agree. */
export interface PlacedPair extends CandidatePair {
  readonly place: WhereaboutsLevel;
}

/** Places in the list of comparisons of a model; the rest say what kind of event the other is. */
export const BEGINNING_PLACE = 0;
export const WHEREABOUTS_PLACE = 1;

/**
 * How often pairs of one happening are at each level, counted in the synthetic city's truth (10,000 persons, seed 5: 3,272
 * accidents with a dispatch), with a little left for what the city does not do. The last stretch is none.
 */
const MATCHING_BEGINNINGS = [0.005, 0.02, 0.94, 0.03, 0.005];
const MATCHING_PLACES: Readonly<Record<WhereaboutsLevel, number>> = {
  ...{ AT: 0.98, CLOSE: 0.01, FAR: 0.01 },
  ...{ STREET: 0.855, STREET_RENAMED: 0.03, OTHER_STREET: 0.09, ELSEWHERE: 0.025 },
  ...{ DISTRICT: 0.96, OTHER_DISTRICT: 0.04 },
  UNKNOWN: 1,
};
/** Levels at which two are not at one place. */
const APART: ReadonlySet<WhereaboutsLevel> = new Set(['FAR', 'ELSEWHERE', 'OTHER_DISTRICT']);
/** Share of events that another department was called to at all, in the city; it counts as much as so many events of the data. */
const PRIOR = 0.65;
const PRIOR_EVENTS = 20;
/** Pairs that a kind has to be seen with before it tells much. */
const CAUTION = 20;
/** Minutes within which most of one happening begins. */
const SOON = 15;
/** More values than this are no kinds but names. */
const MOST_VALUES = 50;
/** Values that fewer records state are not kept: a model outlives what it was learned of, and such a value may tell who it was about. */
const LEAST_RECORDS = 5;
/** Half a pair: what was not seen by chance may be. */
const UNSEEN = 0.5;

/** A model that tells at which level pairs stand, and nothing of what that counts for. */
export const UNLEARNED: Model = toModel(0, [
  toComparison('beginning', [], beginningLevels()),
  toComparison(
    'whereabouts',
    [],
    WHEREABOUTS_LEVELS.map((label) => toLevel(label, 1, 1)),
  ),
]);

/**
 * Learns what is there without being of the happening: by chance, from pairs at shifted days, and what is often close to such
 * events, from what begins before them; the larger of the two counts. `shifted`: one list for each look at the `events`. Pure.
 */
export function learnOccasions(
  pairs: readonly PlacedPair[],
  shifted: readonly (readonly PlacedPair[])[],
  events: number,
): Model {
  const looks = shifted.flat();
  const covered = events / concentrationOf(shifted, events);
  const [byShift, byControl] = [looks, pairs.filter(({ minutes }) => minutes < 0)].map((list) =>
    countBy(list, ({ place }) => place),
  );
  const rateOf = (level: WhereaboutsLevel): number =>
    Math.max(
      ((byShift?.get(level) ?? 0) + UNSEEN) / Math.max(1, covered * shifted.length * REACH.minutes),
      atLeast(byControl?.get(level) ?? 0) / Math.max(1, covered * -REACH.earliest),
    );
  const total = sum(WHEREABOUTS_LEVELS.map(rateOf));
  const prior = learnPrior(pairs, looks, shifted.length, covered);
  return toModel(Math.log2(prior / (total * REACH.minutes)), [
    toComparison('beginning', [], beginningLevels()),
    learnWhereabouts(rateOf, byShift ?? new Map(), looks),
    ...learnKinds(near(pairs, 0), near(pairs, -SOON), looks),
  ]);
}

/**
 * What places count for: each level among those of its scale, since how exactly two departments write where something was is no evidence. That
 * a district is agreed on counts by how many of the other events are in this one: the chance that one of them is there at that time.
 */
function learnWhereabouts(
  rateOf: (level: WhereaboutsLevel) => number,
  byChance: ReadonlyMap<WhereaboutsLevel, number>,
  looks: readonly PlacedPair[],
): ComparisonModel {
  const levels = Object.values(WHEREABOUTS_SCALES).flatMap((scale: readonly WhereaboutsLevel[]) => {
    const rate = sum(scale.map(rateOf));
    const pairs = sum(scale.map((level) => (byChance.get(level) ?? 0) + UNSEEN));
    return scale.map((level) => ({
      ...toLevel(level, MATCHING_PLACES[level], rateOf(level) / rate),
      expectedBits: -Math.log2(((byChance.get(level) ?? 0) + UNSEEN) / pairs),
    }));
  });
  const district = countDistricts(looks);
  const known = toComparison('whereabouts', [], levels);
  return district === null ? known : { ...known, slope: 1, frequencies: { district } };
}

/**
 * How rare each district is among other events that were there by chance, in bits; null where none names one. Those that few name count as the
 * commonest of them, by no name.
 */
function countDistricts(
  looks: readonly PlacedPair[],
): { readonly rarest: number; readonly bits: readonly (readonly [string, number])[] } | null {
  const districts = new Map<OccasionEvent, string | undefined>();
  for (const { other } of looks) {
    if (districts.has(other)) continue;
    const district = WHEREABOUTS.read(other, [])?.district;
    districts.set(other, typeof district === 'string' ? district : undefined);
  }
  const districtOf = ({ other }: PlacedPair): string | undefined => districts.get(other);
  const counts = countBy(looks, districtOf);
  if (counts.size === 0) return null;
  const all = sum(counts.values()) + (counts.size + 1) * UNSEEN;
  const bitsOf = (count: number): number => -Math.log2((count + UNSEEN) / all);
  const common = commonOf(looks, districtOf);
  const named = [...counts].filter(([district]) => common.has(district));
  const rare = [...counts].flatMap(([district, count]) => (common.has(district) ? [] : [count]));
  return {
    rarest: bitsOf(Math.max(0, ...rare)),
    bits: named.sort().map(([district, count]): readonly [string, number] => [district, bitsOf(count)]),
  };
}

/**
 * The share of events that something belongs to: pairs right behind them, without those that are there before them or by chance. Few events are
 * taken for the city's.
 */
function learnPrior(
  pairs: readonly PlacedPair[],
  looks: readonly PlacedPair[],
  shifts: number,
  events: number,
): number {
  const anyway = Math.max(atLeast(near(pairs, -SOON).length), near(looks, 0).length / shifts);
  const found = Math.min(events, Math.max(0, near(pairs, 0).length - anyway));
  return (found + PRIOR * PRIOR_EVENTS) / (events + PRIOR_EVENTS);
}

/** What a count says at least: one standard deviation less, since the larger of two counts is too large where both are small. */
function atLeast(count: number): number {
  return Math.max(0, count - Math.sqrt(count));
}

/**
 * How much denser the other dataset is where it has records than over all looks: a log with holes says nothing of the days that it lacks, and
 * would make chance look rare. A record among others of its look sees n − 1 of them; by chance alone as many as a look has anyway.
 */
function concentrationOf(shifted: readonly (readonly PlacedPair[])[], events: number): number {
  const counts = shifted.flatMap((look) => [...countBy(look, ({ event }) => event.id).values()]);
  const all = sum(counts);
  if (all === 0) return 1;
  const seen = sum(counts.map((count) => count * (count - 1))) / all;
  return Math.max(1, seen / (all / (events * shifted.length)));
}

/** Pairs at one place that begin within a quarter of an hour of a minute. */
function near(pairs: readonly PlacedPair[], minute: number): readonly PlacedPair[] {
  return pairs.filter(
    ({ minutes, place }) => minutes >= minute && minutes < minute + SOON && !APART.has(place),
  );
}

/**
 * A kind belongs to an event as far as it is seen more often right behind it than right before it, by more than one standard deviation of such a
 * difference: what comes before is not of it. A value that few records state tells nothing.
 */
function learnKinds(
  behind: readonly PlacedPair[],
  before: readonly PlacedPair[],
  anywhere: readonly PlacedPair[],
): readonly ComparisonModel[] {
  const names = new Set([...behind, ...anywhere].flatMap(({ other }) => [...other.kinds.keys()]));
  return [...names].sort().flatMap((name) => {
    const kindOf = ({ other }: PlacedPair): string | undefined => other.kinds.get(name);
    const [seen, control, base] = [
      countBy(behind, kindOf),
      countBy(before, kindOf),
      countBy(anywhere, kindOf),
    ];
    const values = [...new Set([...seen.keys(), ...base.keys()])].sort();
    if (values.length > MOST_VALUES) return [];
    const total = sum(base.values()) + values.length * UNSEEN;
    const excessOf = (value: string): number => {
      const [after, ahead] = [seen.get(value) ?? 0, control.get(value) ?? 0];
      return Math.max(0, after - ahead - Math.sqrt(after + ahead));
    };
    const all = sum(values.map(excessOf));
    const common = commonOf([...behind, ...before, ...anywhere], kindOf);
    const bits = values.flatMap((value): (readonly [string, number])[] => {
      if (!common.has(value)) return [];
      const share = ((base.get(value) ?? 0) + UNSEEN) / total;
      const likelier = (excessOf(value) + CAUTION * share) / (all + CAUTION) / share;
      return [[value, CALLED_NEUTRAL + Math.log2(likelier)]];
    });
    if (bits.length === 0) return [];
    const level = { ...toLevel('stated', 1, 1), expectedBits: CALLED_NEUTRAL };
    const frequencies = { value: { rarest: CALLED_NEUTRAL, bits } };
    return [{ ...toComparison('called', [name], [level]), slope: 1, frequencies }];
  });
}

function beginningLevels(): readonly LevelModel[] {
  return [
    ...BEGINNING_LEVELS.map(({ from, to }, place) =>
      toLevel(`${from} to ${to} minutes`, MATCHING_BEGINNINGS[place] ?? 0, (to - from) / REACH.minutes),
    ),
    toLevel('further apart', 1, 1),
  ];
}

function toLevel(label: string, m: number, u: number): LevelModel {
  return { label, m, u, bits: Math.log2(m / u), expectedBits: 0 };
}

function toComparison(
  kind: string,
  attributes: readonly string[],
  levels: readonly LevelModel[],
): ComparisonModel {
  const id = [kind, ...attributes].join(':');
  return { id, kind, attributes, levels, unknownBits: 0, slope: 0, frequencies: {} };
}

function toModel(startBits: number, comparisons: readonly ComparisonModel[]): Model {
  const trainedOn = { mentions: 0, candidates: 0, matches: 0 };
  return { version: MODEL_VERSION, startBits, comparisons, trainedOn, keys: ALL_KEYS, relatives: null };
}

function countBy<T, Key extends string>(
  items: readonly T[],
  keyOf: (item: T) => Key | undefined,
): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Values that enough of the other records state. */
function commonOf(
  pairs: readonly PlacedPair[],
  readValue: (pair: PlacedPair) => string | undefined,
): ReadonlySet<string> {
  const records = new Map<string, Set<string>>();
  for (const pair of pairs) {
    const value = readValue(pair);
    if (value === undefined) continue;
    const stating = records.get(value);
    if (stating === undefined) records.set(value, new Set([pair.other.id]));
    else stating.add(pair.other.id);
  }
  return new Set([...records].flatMap(([value, { size }]) => (size < LEAST_RECORDS ? [] : [value])));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
