import { foldHan } from './fold-han.ts';

/** One administrative area as it was from one year until another. */
export interface AreaEntry {
  readonly code: string;
  readonly province: string;
  readonly prefecture: string;
  readonly name: string;
  readonly level: 'province' | 'prefecture' | 'county';
  /** First year, inclusive. */
  readonly from: number;
  /** Year in which it ended, exclusive; null while in use. */
  readonly to: number | null;
  readonly successors: readonly AreaSuccession[];
  /** Tells its shape from others; absent where none is kept. */
  readonly shape?: string;
}

/** To which code an area, or a part of it, went in which year. */
export interface AreaSuccession {
  readonly code: string;
  readonly year: number;
}

/** The history of a country's division codes; immutable. */
export interface AreaHistory {
  readonly entries: readonly AreaEntry[];
  /** The area that bore a code in a year; in the year of a change, the newer one. */
  find(code: string, year: number): AreaEntry | undefined;
  /**
   * Codes that stand today where the area of that code stood in that year, through any number of changes, sorted.
   * An area that gave a part away is followed both ways. Empty for a code that was not in use then.
   */
  successors(code: string, year: number): readonly string[];
  /** Codes that went into this one at any time, directly, sorted. */
  predecessors(code: string): readonly string[];
  /** All areas that ever bore a code or a name (`望潮区`, `澜州市望潮区`, in either script), in order of time. */
  bearers(text: string): readonly AreaEntry[];
  /** What a code or a name meant in a year: who bore it, else who bore it last before, else first after. */
  meaning(text: string, year: number): readonly AreaEntry[];
  /**
   * Areas that stand in a year where an area stood in another: those that its land went to, of a later year; those that its land came from,
   * of an earlier one. Empty where the history does not say.
   */
  trace(entry: AreaEntry, year: number, target: number): ReadonlySet<AreaEntry>;
  /** What went into an area, whole or in part, in which year, in order of time. */
  sources(entry: AreaEntry): readonly { readonly area: AreaEntry; readonly year: number }[];
  /** Areas whose land an area took in or gave, through any number of changes either way, itself included. */
  family(entry: AreaEntry): ReadonlySet<AreaEntry>;
}

/** The texts that an area may be written with: its code, its name, and its name behind those of what it lies in. */
export function formsOf({ code, province, prefecture, name }: AreaEntry): readonly string[] {
  const outer = prefecture === '直辖' || prefecture === name || prefecture === province ? '' : prefecture;
  const above = province === name ? '' : province;
  const named = [name, outer + name, above + name, above + outer + name].map(foldHan);
  return [...new Set([code, ...named])];
}

/** After every change that there was. */
const TODAY = Number.POSITIVE_INFINITY;

/** Builds the history that answers questions about entries in any order. */
export function buildAreaHistory(entries: readonly AreaEntry[]): AreaHistory {
  const sorted = [...entries].sort((one, other) => one.from - other.from);
  const byText = groupBy(sorted, formsOf);
  const before = new Map<string, Set<string>>();
  const sources = new Map<AreaEntry, { readonly area: AreaEntry; readonly year: number }[]>();
  const find = (code: string, year: number): AreaEntry | undefined =>
    byText.get(code)?.findLast((entry) => stands(entry, year) && entry.code === code);
  for (const entry of entries) {
    for (const { code, year } of entry.successors) {
      if (code !== entry.code) before.set(code, (before.get(code) ?? new Set()).add(entry.code));
      const target = find(code, year);
      if (target !== undefined) sources.set(target, [...(sources.get(target) ?? []), { area: entry, year }]);
    }
  }
  const onward = ({ entry, year }: Step, until: number): readonly Step[] =>
    entry.successors.flatMap((to) => {
      const next = to.year > year && to.year <= until ? find(to.code, to.year) : undefined;
      return next === undefined ? [] : [{ entry: next, year: to.year }];
    });
  const back = ({ entry, year }: Step, since: number): readonly Step[] =>
    (sources.get(entry) ?? [])
      .filter((from) => from.year > since && from.year <= year)
      .map((from) => ({ entry: from.area, year: from.year - 1 }));
  const trace = (entry: AreaEntry, year: number, target: number): ReadonlySet<AreaEntry> => {
    const reached = walk({ entry, year }, (step) =>
      year <= target ? onward(step, target) : back(step, target),
    );
    return new Set([...reached].filter((one) => stands(one, target)));
  };
  const bearers = (text: string): readonly AreaEntry[] => byText.get(foldHan(text)) ?? [];
  return {
    entries,
    find,
    bearers,
    trace,
    sources: (entry) => [...(sources.get(entry) ?? [])].sort((one, other) => one.year - other.year),
    meaning: (text, year) => meaningOf(bearers(text), year),
    successors: (code, year) => {
      const entry = find(code, year);
      const reached = entry === undefined ? [] : trace(entry, year, TODAY);
      return [...new Set([...reached].map((one) => one.code))].sort();
    },
    predecessors: (code) => [...(before.get(code) ?? [])].sort(),
    family: (entry) =>
      new Set([
        ...walk({ entry, year: Number.NEGATIVE_INFINITY }, (step) => onward(step, TODAY)),
        ...walk({ entry, year: TODAY }, (step) => back(step, Number.NEGATIVE_INFINITY)),
      ]),
  };
}

function stands({ from, to }: AreaEntry, year: number): boolean {
  return from <= year && (to === null || year < to);
}

/** An area as of the end of the years that it was reached by. */
interface Step {
  readonly entry: AreaEntry;
  readonly year: number;
}

/** Everything that steps lead to; each step is taken once, so cycles end. */
function walk(start: Step, next: (step: Step) => readonly Step[]): ReadonlySet<AreaEntry> {
  const years = new Map<AreaEntry, Set<number>>();
  const waiting = [start];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    const seen = years.get(step.entry) ?? new Set();
    if (seen.has(step.year)) continue;
    years.set(step.entry, seen.add(step.year));
    waiting.push(...next(step));
  }
  return new Set(years.keys());
}

function meaningOf(bearers: readonly AreaEntry[], year: number): readonly AreaEntry[] {
  const present = bearers.filter((entry) => stands(entry, year));
  if (present.length > 0) return present;
  const last = Math.max(
    ...bearers.map(({ to }) => to ?? Number.NEGATIVE_INFINITY).filter((to) => to <= year),
  );
  if (Number.isFinite(last)) return bearers.filter(({ to }) => to === last);
  const first = Math.min(...bearers.map(({ from }) => from));
  return bearers.filter(({ from }) => from === first);
}

function groupBy<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  return groups;
}
