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

type Counts = ReadonlyMap<string, number>;

/** Reads the counts of a pair, `a` before `b`, from the counts that are kept of both datasets and of the pair. Pure. */
export function readCounts(counts: Counts, a: string, b: string): CrossingCounts {
  const of = (key: string): number => counts.get(key) ?? 0;
  const pair = `${a} ${b}`;
  return {
    entities: of(`${pair} entity`),
    places: of(`${pair} place`),
    agree: of(`${pair} agree`),
    disagree: of(`${pair} disagree`),
    sides: [readSide(counts, a, `${pair} a`, b), readSide(counts, b, `${pair} b`, a)],
  };
}

function readSide(counts: Counts, dataset: string, shared: string, other: string): UnlinkedCounts {
  const own = `${dataset} `;
  const of = (key: string): number => counts.get(key) ?? 0;
  /** Of what this dataset states and the other does not. */
  const alone = (fact: string, keep: (value: string) => boolean): number =>
    sumBy(counts, `${own} ${fact} `, keep) - sumBy(counts, `${shared} ${fact} `, keep);
  const schemes = new Set(valuesOf(counts, `${other}  scheme `).flatMap((value) => value.split(',')));
  const firsts = valuesOf(counts, `${other}  first `).sort();
  const lasts = valuesOf(counts, `${other}  last `).sort();
  const [begins = '', ends = ''] = [firsts[0], lasts.at(-1)];
  const all = of(`${own} all`);
  const unlinked = all - of(`${shared} all`);
  return {
    all,
    unlinked,
    noIdentifier: alone(
      'scheme',
      (value) => !value.split(',').some((scheme) => scheme !== '' && schemes.has(scheme)),
    ),
    noCoordinate: unlinked - (of(`${own} placed`) - of(`${shared} placed`)),
    outOfPeriod:
      begins === '' ? 0 : alone('last', (month) => month < begins) + alone('first', (month) => month > ends),
  };
}

function valuesOf(counts: Counts, head: string): string[] {
  return [...counts].flatMap(([key, count]) =>
    count > 0 && key.startsWith(head) ? [key.slice(head.length)] : [],
  );
}

function sumBy(counts: Counts, head: string, keep: (value: string) => boolean): number {
  let sum = 0;
  for (const [key, count] of counts) if (key.startsWith(head) && keep(key.slice(head.length))) sum += count;
  return sum;
}
