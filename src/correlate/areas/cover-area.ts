import { type AreaEntry, type AreaHistory, formsOf } from '../../standardise/areas.ts';
import type { AreaShapeUse } from './area-ranges.ts';
import { innerOf } from './outer-area.ts';

/** How sure it is that what is filed under a text lies in the area that is asked about. */
type Verdict = 'CERTAIN' | 'POSSIBLE' | 'NONE';

/** What is filed under an area in some years, [from, to), lies in the one that is asked about; null: open. */
interface CoveredArea {
  readonly area: AreaEntry;
  readonly fromYear: number | null;
  readonly toYear: number | null;
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
}

/** The same as it is told. */
export interface AreaCoverModel extends CoveredArea {
  /** Of the area that is asked about. */
  readonly shapes: AreaShapeUse;
}

/** A text, and when it was written: then what it is written on is in the area, for sure or possibly. Milliseconds, [from, to). */
export interface AreaFiling {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly sure: boolean;
}

export interface AreaCover {
  readonly covers: readonly CoveredArea[];
  readonly filings: readonly AreaFiling[];
}

interface YearRange<V extends Verdict = Verdict> {
  readonly from: number;
  readonly to: number;
  readonly verdict: V;
}

/** Where on earth it is a year already, or still: the history says the year alone. */
const ZONES = 14 * 3_600_000;
const OPEN = Number.POSITIVE_INFINITY;

/**
 * Which texts, written when, mean a place within an area as it stood in a year. What an area was called in another year is followed
 * through the history: all of its land went into (or came from) the area asked about, or only a part of it, or none. Within the
 * year of a change, whose day the history does not say, both readings are possible. A text that several areas bore at once is
 * certain where all of them lie within. Pure.
 */
export function coverArea(history: AreaHistory, asked: AreaEntry, year: number): AreaCover {
  const within = new Set(innerOf(history, asked, year));
  const family = new Set([...within].flatMap((entry) => [...history.family(entry)]));
  const known = new Map<string, Verdict>();
  const judge = (entry: AreaEntry, at: number): Verdict => {
    const key = `${entry.code} ${entry.from} ${at}`;
    const verdict = known.get(key) ?? judgeEntry(history, within, entry, at, year);
    known.set(key, verdict);
    return verdict;
  };
  // What went into an area of the family from outside changes what it is made of, too.
  const into = [...family].flatMap((entry) => history.sources(entry).map((source) => source.year));
  const changes = [...new Set([...[...family].flatMap(yearsOf), ...into])];
  const covers = [...family].flatMap((area) =>
    rangesOf([...changes, year], (at) => judge(area, clamp(at, area)))
      .filter(isFound)
      .flatMap(({ from, to, verdict }) => {
        const [since, until] = [Math.max(from, area.from), Math.min(to, area.to ?? OPEN)];
        return since >= until
          ? []
          : [{ area, fromYear: since, toYear: until === OPEN ? null : until, certainty: verdict }];
      }),
  );
  const keys = new Set([...family].flatMap(formsOf));
  const filings = [...keys].flatMap((key) => {
    const bearers = history.bearers(key);
    const years = [...changes, year, ...bearers.flatMap(yearsOf)];
    const verdictAt = (at: number): Verdict =>
      combine(
        history
          .meaning(key, at)
          .map((entry) => (family.has(entry) ? judge(entry, clamp(at, entry)) : 'NONE')),
      );
    return withDoubt(rangesOf(years, verdictAt)).map(({ from, to, verdict }) => ({
      key,
      from,
      to,
      sure: verdict === 'CERTAIN',
    }));
  });
  return { covers: covers.sort(byTime), filings };
}

function judgeEntry(
  history: AreaHistory,
  within: ReadonlySet<AreaEntry>,
  entry: AreaEntry,
  at: number,
  year: number,
): Verdict {
  const reached = [...history.trace(entry, at, year)];
  const inside = reached.filter((one) => within.has(one)).length;
  if (inside === 0) return 'NONE';
  return inside === reached.length ? 'CERTAIN' : 'POSSIBLE';
}

/** A text that outlived its area still means the land that it last had. */
function clamp(at: number, { from, to }: AreaEntry): number {
  return Math.min(Math.max(at, from), (to ?? OPEN) - 1);
}

function yearsOf({ from, to, successors }: AreaEntry): readonly number[] {
  return [from, ...(to === null ? [] : [to]), ...successors.map((succession) => succession.year)];
}

function combine(verdicts: readonly Verdict[]): Verdict {
  const [first = 'NONE', ...others] = new Set(verdicts);
  return others.length === 0 ? first : 'POSSIBLE';
}

/** The verdicts of all years, equal ones that follow each other as one; `years` are all in which one may change. */
function rangesOf(years: readonly number[], verdictAt: (year: number) => Verdict): readonly YearRange[] {
  const starts = [...new Set(years)].sort((a, b) => a - b);
  const edges = [-OPEN, ...starts];
  const ranges: { from: number; to: number; verdict: Verdict }[] = [];
  for (const [place, from] of edges.entries()) {
    const to = edges[place + 1] ?? OPEN;
    const verdict = verdictAt(from === -OPEN ? (starts[0] ?? 0) - 1 : from);
    const last = ranges.at(-1);
    if (last?.verdict === verdict) last.to = to;
    else ranges.push({ from, to, verdict });
  }
  return ranges;
}

/** Years to instants; where the verdict changes, the whole year of the change is in doubt. */
function withDoubt(ranges: readonly YearRange[]): readonly YearRange<'CERTAIN' | 'POSSIBLE'>[] {
  const stretches: { from: number; to: number; verdict: Verdict }[] = [];
  const add = (from: number, to: number, verdict: Verdict): void => {
    const last = stretches.at(-1);
    const since = Math.max(from, last?.to ?? -OPEN);
    if (since >= to) return;
    if (last?.verdict === verdict) last.to = to;
    else stretches.push({ from: since, to, verdict });
  };
  for (const { from, to, verdict } of ranges) {
    const doubtEnds = from === -OPEN ? -OPEN : startOf(from + 1) + ZONES;
    if (from !== -OPEN) add(startOf(from) - ZONES, doubtEnds, 'POSSIBLE');
    add(doubtEnds, to === OPEN ? OPEN : startOf(to) - ZONES, verdict);
  }
  return stretches.filter(isFound);
}

function isFound<R extends YearRange>(range: R): range is R & YearRange<'CERTAIN' | 'POSSIBLE'> {
  return range.verdict !== 'NONE';
}

function startOf(year: number): number {
  return Date.UTC(year, 0, 1);
}

function byTime(one: CoveredArea, other: CoveredArea): number {
  const [a, b] = [one, other].map(
    ({ area, fromYear }) => `${String(fromYear).padStart(6, '0')} ${area.code}`,
  );
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
