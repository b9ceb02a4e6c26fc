import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import { tellOfAll } from '../../access/small-count.ts';
import { type AsOf, type During, PRESENT, validBounds } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import { countCrossings, listCrossingPoints } from '../../generated/statements.ts';
import type { DateTime } from '../../graph/values.ts';
import { groupRows } from '../../group-rows.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../../page.ts';
import { bad, checkPeriod, checkWhole } from '../check-input.ts';
import type { UnlinkedCounts } from './crossing-point.ts';
import { batchesOf, type Pair, pairsAfter, searchPairs } from './search-pairs.ts';

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
  /** Whether there are more points than were asked for. */
  readonly isCut: boolean;
}

export interface CrossingArguments extends PageArguments {
  readonly datasets?: readonly string[] | null | undefined;
  readonly during?: During | null | undefined;
  /** Points of each curve, the newest. */
  readonly points: number;
}

export type CrossingList = Connection<CrossingModel>;

/** Datasets that a question may name; without names all are meant, however many. */
const MOST_NAMED = 100;
const MOST_POINTS = 500;
/** Points of one page. */
const MOST = 20_000;
/** Pairs that one statement counts. */
const COUNTED = 5_000;

/**
 * What every pair of datasets shares, or of some datasets, as it was counted with each delivery: a page of pairs in order of their names, of
 * each the newest points within a stretch of recorded time. Pairs that were never counted then are left out; where most are,
 * a page ends before it is full, and the next one goes on behind the last pair that was looked at. Everybody but the bureau is told numbers
 * in steps. Throws BAD_INPUT, CURSOR_INVALID, DATASET_UNKNOWN, QUESTION_TOO_WIDE.
 */
export async function listCrossings(
  context: ReadContext,
  asOf: AsOf,
  args: CrossingArguments,
): Promise<CrossingList> {
  const { datasets, during, points } = args;
  checkWhole('points', points, MOST_POINTS);
  const known = context.access.catalogue.datasets;
  const chosen = [...new Set(datasets ?? known.keys())].sort();
  for (const id of chosen) if (!known.has(id)) throw new JingweiError('DATASET_UNKNOWN', { dataset: id });
  if (datasets != null && chosen.length > MOST_NAMED)
    throw bad(`datasets are not from 1 to ${MOST_NAMED}`, 'datasets');
  const list = ['crossings', datasets == null ? null : chosen, during, points];
  const page = readPage(context, args, list, z.tuple([z.string(), z.string()]), asOf);
  if (page.first * points > MOST)
    throw new JingweiError('QUESTION_TOO_WIDE', { what: 'points', limit: MOST });
  const bounds = boundsOf(asOf, during);
  const { found, stoppedAt } = await searchPairs(pairsAfter(chosen, page.after), page.first, (pairs) =>
    readCurves(context, pairs, { ...bounds, points }),
  );
  // Which of the pairs were counted is known of those that were read: on one page all of them are.
  const isWhole = page.after === null && found.length <= page.first && stoppedAt === null;
  const connection = toConnection(
    page,
    found,
    (crossing) => crossing,
    ({ a, b }) => [a, b],
    async () => (isWhole ? found.length : countPairs(context, chosen, { ...bounds, most: page.most })),
  );
  if (stoppedAt === null) return connection;
  const endCursor = (): string => page.cursorOf([...stoppedAt]);
  return { ...connection, pageInfo: { ...connection.pageInfo, hasNextPage: true, endCursor } };
}

interface PointBounds {
  readonly since: DateTime;
  readonly until: DateTime;
}

function boundsOf({ recorded }: AsOf, during: During | null | undefined): PointBounds {
  const period = checkPeriod(during);
  const ends = [period?.to, recorded === null ? null : new Date(Date.parse(recorded) + 1).toISOString()];
  const to = ends.filter((end) => end != null).sort((one, other) => Date.parse(one) - Date.parse(other))[0];
  return validBounds(PRESENT, { from: period?.from, to });
}

/** The curves of some pairs in their order. */
async function readCurves(
  context: ReadContext,
  pairs: readonly Pair[],
  { points, ...bounds }: PointBounds & { readonly points: number },
): Promise<readonly CrossingModel[]> {
  const rows = await context.graph.read(
    listCrossingPoints,
    { pairs: pairs.map((pair) => pair.join(' ')), ...bounds, limit: BigInt(points + 1) },
    { signal: context.signal },
  );
  const curves = groupRows(rows, ({ pair }) => pair);
  return pairs.flatMap(([a, b]) => {
    const curve = curves.get(`${a} ${b}`) ?? [];
    const [latest, ...earlier] = curve.slice(0, points).map((row) => toPoint(context, row));
    if (latest === undefined) return [];
    return [{ a, b, latest, history: [latest, ...earlier].reverse(), isCut: curve.length > points }];
  });
}

async function countPairs(
  context: ReadContext,
  datasets: readonly string[],
  { most, ...bounds }: PointBounds & { readonly most: bigint },
): Promise<number> {
  let count = 0;
  for (const batch of batchesOf(pairsAfter(datasets, null), COUNTED)) {
    const pairs = batch.map((pair) => pair.join(' '));
    const params = { pairs, ...bounds, most: most - BigInt(count) };
    const [row] = await context.graph.read(countCrossings, params, { signal: context.signal });
    count += row?.count ?? 0;
    if (count >= most) break;
  }
  return count;
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
