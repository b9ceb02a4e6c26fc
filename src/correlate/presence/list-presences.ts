import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import type { AsOf, During } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import { listPresences as listPresencesStatement, listPresenceTimes } from '../../generated/statements.ts';
import { chooseDatasets, type DatasetChoice } from '../../intake/chosen-datasets.ts';
import { loadCatalogue } from '../../intake/dataset-catalogue.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { type RecordModel, toRecord } from '../../intake/record.ts';
import {
  type Connection,
  isBackward,
  readPage,
  type TwoWayPageArguments,
  toConnection,
  turnArguments,
  turnConnection,
} from '../../page.ts';
import { type EntityModel, toEntity } from '../../resolve/entity.ts';
import type { AreaCoverModel } from '../areas/cover-area.ts';
import { bad } from '../check-input.ts';
import { type Certainty, certaintyOf } from './certainty.ts';
import { findGaps, type GapModel } from './gaps.ts';
import { type PresenceSource, seekOf, sourceKey } from './presence-source.ts';
import { presenceBounds } from './window.ts';

/** A record that was somewhere over a period, with how sure that is. */
export interface PresenceModel {
  /** When it began, in milliseconds since 1970; of an undated one the end of time. */
  readonly at: number;
  readonly certainty: Certainty;
  /** From the middle of the place in meters; null where the question has no place. */
  readonly distanceMeters: number | null;
  readonly record: RecordModel;
  /** Whom and what it mentions, in order of their ids; null where that was not asked for. */
  readonly mentioned: PresenceRow['entities'];
}

type PresenceRow = NonNullable<(typeof listPresencesStatement)['types']>['row'];

export interface PresenceArguments extends TwoWayPageArguments, DatasetChoice {
  readonly during?: During | null | undefined;
  readonly kinds?: readonly EntityKind[] | null | undefined;
  /** Whether to read whom the records mention along with them. */
  readonly along?: boolean;
}

/**
 * Whom and what a record that was listed mentions, of all kinds or of some. Made where it is handed out, so that the log names nobody
 * whom a condition of the query left out.
 */
export async function showMentioned(
  context: ReadContext,
  { record, mentioned }: PresenceModel,
  kinds: readonly EntityKind[] | null | undefined,
): Promise<readonly EntityModel[]> {
  if (mentioned === null) throw new Error('Whom a record mentions is read where a query asks for it');
  const catalogue = await loadCatalogue(context);
  return mentioned
    .filter(([, kind]) => kinds?.some((one) => one === kind) !== false)
    .map(([id, kind, type, recordedFrom]) =>
      toEntity(context, { id, kind, type, recordedFrom, names: null }, record.asOf, catalogue),
    );
}

/** Records that one question may hold: what is more is asked in parts. */
export const MOST_PRESENCES = 20_000;
/** Before and after every time that the graph keeps. */
const START = -1e15;
const END = 1e15;

/** The records of a source over a period, a page of them, with the stretches of time that none of them lies in. */
export interface PresenceList extends Connection<PresenceModel> {
  readonly gaps: (longest: number) => Promise<readonly GapModel[]>;
  /** What was asked by an area: the areas that it was followed through. */
  readonly areas: readonly AreaCoverModel[];
}

/** Hands out a page that was read; only then do its records stand in the access log. Throws QUESTION_TOO_WIDE where there are more than 20,000. */
export type ShowPresences = () => PresenceList;

/**
 * A page of the records of a source over a period, in order of when they began, undated ones last. Throws BAD_INPUT,
 * CURSOR_INVALID, and QUESTION_TOO_WIDE where there are more than 20,000.
 */
export async function listPresences(
  context: ReadContext,
  asOf: AsOf,
  source: PresenceSource,
  args: PresenceArguments,
): Promise<PresenceList> {
  const show = await readPresences(context, asOf, source, args);
  return show();
}

/**
 * The same as {@link listPresences} up to where it is handed out; ends with an error when the signal aborts. Throws BAD_INPUT,
 * CURSOR_INVALID.
 */
export async function readPresences(
  context: ReadContext,
  asOf: AsOf,
  source: PresenceSource,
  args: PresenceArguments,
  signal = context.signal,
): Promise<ShowPresences> {
  const { during, kinds, datasets, departments } = args;
  const list = ['presences', sourceKey(source), during, kinds, datasets, departments];
  const backward = isBackward(args);
  const page = readPage(
    context,
    backward ? turnArguments(args) : args,
    list,
    z.tuple([z.number(), z.string()]),
    asOf,
  );
  const { window, ...bounds } = presenceBounds(asOf, during);
  const { slots, params } = seekOf(source, asOf, window);
  const filter = {
    ...params,
    ...bounds,
    datasets: await chooseDatasets(context, args),
    kinds: kinds ?? [],
    most: BigInt(MOST_PRESENCES + 1),
    sight: context.access.decision.sight,
  };
  const turn = backward ? 'turn-backward' : 'turn-forward';
  const along = args.along !== true ? 'along-none' : asOf.recorded === null ? 'along-now' : 'along-as-of';
  const read = (fromTime: number, fromId: string, limit: bigint) =>
    context.graph.read(
      listPresencesStatement,
      { ...filter, fromTime, fromId, limit },
      { signal, slots: { ...slots, turn, along } },
    );
  const start = backward ? END : START;
  const rows = await read(page.after?.[0] ?? start, page.after?.[1] ?? '', page.limit);
  const gaps = async (longest: number): Promise<readonly GapModel[]> => {
    const { distance: _, sure: __, ...rest } = slots;
    const times = await context.graph.read(listPresenceTimes, filter, { signal, slots: rest });
    if (times.length > MOST_PRESENCES) throw tooWide();
    return findGaps(times, window, checkCount(longest, context.settings.limits.maxPage));
  };
  const areas = source.of === 'area' ? source.area.covers : [];
  return () => {
    if ((rows[0]?.found ?? 0) > MOST_PRESENCES) throw tooWide();
    const connection = toConnection(
      page,
      backward ? [...rows].reverse() : rows,
      (row): PresenceModel => ({
        at: row.at,
        certainty: row.sure ? certaintyOf(row, window) : 'POSSIBLE',
        distanceMeters: row.distance,
        record: toRecord(context, row, asOf),
        mentioned: row.entities,
      }),
      ({ at, id }) => [at, id],
      async () =>
        // Behind a cursor there may be no rows though there are some before it.
        (rows[0] ?? (page.after === null ? undefined : (await read(start, '', 1n))[0]))?.found ?? 0,
    );
    return { ...(backward ? turnConnection(connection) : connection), gaps, areas };
  };
}

function tooWide(): JingweiError {
  return new JingweiError('QUESTION_TOO_WIDE', { what: 'records', limit: MOST_PRESENCES });
}

function checkCount(longest: number, most: number): number {
  if (longest < 0 || longest > most) throw bad(`longest is not from 0 to ${most}`, 'longest');
  return longest;
}
