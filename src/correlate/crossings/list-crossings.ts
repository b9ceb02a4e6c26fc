import type { ReadContext } from '../../access/access.ts';
import { tellOfAll } from '../../access/small-count.ts';
import { type AsOf, type During, PRESENT, validBounds } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import { listCrossingPoints } from '../../generated/statements.ts';
import { bad, checkPeriod, checkWhole } from '../check-input.ts';
import { pairOf } from './crossed.ts';
import type { UnlinkedCounts } from './crossing-point.ts';

/** What two datasets share, as far as a caller may know. */
export interface CrossingPointModel {
  /** When it was counted, in milliseconds since 1970, and behind which delivery. */
  readonly at: number;
  readonly delivery: string;
  readonly entities: number;
  readonly places: number;
  /** Null where one of the two states no events, or there were too many to look at. */
  readonly occasions: number | null;
  readonly agree: number;
  readonly disagree: number;
  readonly unlinkedA: UnlinkedCounts;
  readonly unlinkedB: UnlinkedCounts;
}

export interface CrossingModel {
  readonly a: string;
  readonly b: string;
  readonly latest: CrossingPointModel;
  /** In order of time. */
  readonly history: readonly CrossingPointModel[];
}

export interface CrossingArguments {
  readonly datasets?: readonly string[] | null | undefined;
  readonly during?: During | null | undefined;
  readonly last: number;
}

const MOST_DATASETS = 100;
const MOST_POINTS = 500;
const MOST = 20_000;

/**
 * What every pair of datasets shares, or of some datasets, as it was counted with each delivery: the newest points of each within a
 * stretch of recorded time. Everybody but the bureau is told numbers in steps. Throws BAD_INPUT, DATASET_UNKNOWN, QUESTION_TOO_WIDE.
 */
export async function listCrossings(
  context: ReadContext,
  { recorded }: AsOf,
  { datasets, during, last }: CrossingArguments,
): Promise<readonly CrossingModel[]> {
  checkWhole('last', last, MOST_POINTS);
  const known = context.access.catalogue.datasets;
  const chosen = [...new Set(datasets ?? known.keys())].sort();
  for (const id of chosen) if (!known.has(id)) throw new JingweiError('DATASET_UNKNOWN', { dataset: id });
  if (chosen.length > MOST_DATASETS) throw bad(`datasets are not from 1 to ${MOST_DATASETS}`, 'datasets');
  const pairs = chosen.flatMap((a, place) => chosen.slice(place + 1).map((b) => pairOf(a, b).join(' ')));
  if (pairs.length * last > MOST)
    throw new JingweiError('QUESTION_TOO_WIDE', { what: 'points', limit: MOST });
  const period = checkPeriod(during);
  const ends = [period?.to, recorded === null ? null : new Date(Date.parse(recorded) + 1).toISOString()];
  const to = ends.filter((end) => end != null).sort((one, other) => Date.parse(one) - Date.parse(other))[0];
  const bounds = validBounds(PRESENT, { from: period?.from, to });
  const rows = await context.graph.read(
    listCrossingPoints,
    { pairs, ...bounds, limit: BigInt(last) },
    { signal: context.signal },
  );
  const crossings = new Map<string, CrossingModel & { readonly history: CrossingPointModel[] }>();
  for (const { pair, ...row } of rows) {
    const [a = '', b = ''] = pair.split(' ');
    const point = toPoint(context, row);
    const crossing = crossings.get(pair) ?? { a, b, latest: point, history: [] };
    crossing.history.unshift(point);
    crossings.set(pair, crossing);
  }
  return [...crossings.values()];
}

interface PointRow {
  readonly at: number;
  readonly delivery: string;
  readonly entities: number;
  readonly places: number;
  readonly agree: number;
  readonly disagree: number;
  readonly occasions: number | null;
  readonly counts: readonly number[];
}

function toPoint(context: ReadContext, row: PointRow): CrossingPointModel {
  const tell = (count: number | undefined): number => tellOfAll(context, count ?? 0);
  const side = (start: number): UnlinkedCounts => ({
    all: tell(row.counts[start]),
    unlinked: tell(row.counts[start + 1]),
    noIdentifier: tell(row.counts[start + 2]),
    noCoordinate: tell(row.counts[start + 3]),
    outOfPeriod: tell(row.counts[start + 4]),
  });
  return {
    ...{ at: row.at, delivery: row.delivery },
    entities: tell(row.entities),
    places: tell(row.places),
    occasions: row.occasions === null ? null : tell(row.occasions),
    agree: tell(row.agree),
    disagree: tell(row.disagree),
    unlinkedA: side(0),
    unlinkedB: side(5),
  };
}
