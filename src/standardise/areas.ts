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
}

/** Builds the history that answers questions about entries in any order. */
export function buildAreaHistory(entries: readonly AreaEntry[]): AreaHistory {
  const byCode = new Map<string, AreaEntry[]>();
  for (const entry of [...entries].sort((one, other) => other.from - one.from)) {
    const known = byCode.get(entry.code);
    if (known === undefined) byCode.set(entry.code, [entry]);
    else known.push(entry);
  }
  const before = new Map<string, Set<string>>();
  for (const entry of entries) {
    for (const { code } of entry.successors) {
      if (code !== entry.code) before.set(code, (before.get(code) ?? new Set()).add(entry.code));
    }
  }
  const find = (code: string, year: number): AreaEntry | undefined =>
    byCode.get(code)?.find((entry) => entry.from <= year && (entry.to === null || year < entry.to));
  return {
    entries,
    find,
    successors: (code, year) => follow(find, code, year),
    predecessors: (code) => [...(before.get(code) ?? [])].sort(),
  };
}

function follow(find: AreaHistory['find'], code: string, year: number): readonly string[] {
  const reached = new Set<string>();
  const seen = new Set<AreaEntry>();
  const waiting: AreaSuccession[] = [{ code, year }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { code: current, year: since } = next;
    const entry = find(current, since);
    if (entry === undefined || seen.has(entry)) continue;
    seen.add(entry);
    if (entry.to === null) reached.add(entry.code);
    waiting.push(...entry.successors.filter((succession) => succession.year > since));
  }
  return [...reached].sort();
}
