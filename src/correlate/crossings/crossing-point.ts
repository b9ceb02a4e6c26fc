/** What could be linked of one side of a pair, and why the rest could not; one entity may have several reasons. */
export interface UnlinkedCounts {
  /** Entities that this dataset states. */
  readonly all: number;
  /** Those of them that the other one does not. */
  readonly unlinked: number;
  /** Of these: without an identifier of a scheme that the other one uses. */
  readonly noIdentifier: number;
  /** Without a point. */
  readonly noCoordinate: number;
  /** All of whose records lie before the first month of the other one, or after its last. */
  readonly outOfPeriod: number;
}

/** What two datasets share at a recorded time. */
export interface CrossingCounts {
  readonly entities: number;
  readonly places: number;
  readonly agree: number;
  readonly disagree: number;
  /** Sides in the order of the pair. */
  readonly sides: readonly [UnlinkedCounts, UnlinkedCounts];
}

/** Counts that are kept, by what they are of (a dataset alone, `a `, or a pair, `a b`), then by what they count. */
export type KeptCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Facts = ReadonlyMap<string, number>;

const NONE: Facts = new Map();

/** Reads the counts that are kept under `a  fact` and `a b fact`; names of datasets have no spaces. Pure. */
export function groupCounts(rows: readonly { readonly key: string; readonly count: number }[]): KeptCounts {
  const kept = new Map<string, Map<string, number>>();
  for (const { key, count } of rows) {
    const end = key.indexOf(' ', key.indexOf(' ') + 1);
    const of = key.slice(0, end);
    const facts = kept.get(of) ?? new Map<string, number>();
    facts.set(key.slice(end + 1), count);
    kept.set(of, facts);
  }
  return kept;
}

/** Reads the counts of a pair, `a` before `b`, from the counts that are kept of both datasets and of the pair. Pure. */
export function readCounts(kept: KeptCounts, a: string, b: string): CrossingCounts {
  const of = (what: string): Facts => kept.get(what) ?? NONE;
  const [left, right, shared] = [of(`${a} `), of(`${b} `), of(`${a} ${b}`)];
  const count = (fact: string): number => shared.get(fact) ?? 0;
  return {
    ...{ entities: count('entity'), places: count('place') },
    ...{ agree: count('agree'), disagree: count('disagree') },
    sides: [
      readSide(left, withoutHead(shared, 'a '), right),
      readSide(right, withoutHead(shared, 'b '), left),
    ],
  };
}

/** `own`: of what a dataset states; `shared`: of that what the other one states too; `other`: of what that one states. */
function readSide(own: Facts, shared: Facts, other: Facts): UnlinkedCounts {
  /** Of what this dataset states and the other does not. */
  const alone = (fact: string, keep: (value: string) => boolean): number =>
    sumBy(own, `${fact} `, keep) - sumBy(shared, `${fact} `, keep);
  const schemes = new Set(valuesOf(other, 'scheme ').flatMap((value) => value.split(',')));
  const firsts = valuesOf(other, 'first ').sort();
  const lasts = valuesOf(other, 'last ').sort();
  const [begins = '', ends = ''] = [firsts[0], lasts.at(-1)];
  const all = own.get('all') ?? 0;
  const unlinked = all - (shared.get('all') ?? 0);
  return {
    all,
    unlinked,
    noIdentifier: alone(
      'scheme',
      (value) => !value.split(',').some((scheme) => scheme !== '' && schemes.has(scheme)),
    ),
    noCoordinate: unlinked - ((own.get('placed') ?? 0) - (shared.get('placed') ?? 0)),
    outOfPeriod:
      begins === '' ? 0 : alone('last', (month) => month < begins) + alone('first', (month) => month > ends),
  };
}

function withoutHead(facts: Facts, head: string): Facts {
  return new Map(
    [...facts].flatMap(([fact, count]) =>
      fact.startsWith(head) ? [[fact.slice(head.length), count] as const] : [],
    ),
  );
}

function valuesOf(facts: Facts, head: string): string[] {
  return [...facts].flatMap(([fact, count]) =>
    count > 0 && fact.startsWith(head) ? [fact.slice(head.length)] : [],
  );
}

function sumBy(facts: Facts, head: string, keep: (value: string) => boolean): number {
  let sum = 0;
  for (const [fact, count] of facts) if (fact.startsWith(head) && keep(fact.slice(head.length))) sum += count;
  return sum;
}
