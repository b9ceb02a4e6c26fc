import { z } from 'zod';
import type { ReadContext } from '../access/access.ts';
import type { Sight } from '../access/sight.ts';
import { type AsOf, type During, recordedParam, recordedSlots, validBounds } from '../as-of.ts';
import { countRecords, countRecordsAt, pageRecords, pageRecordsAt } from '../generated/statements.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { chooseDatasets, type DatasetChoice } from './chosen-datasets.ts';
import { type RecordModel, type RecordRow, toRecord } from './record.ts';
import { readPlace } from './record-place.ts';

interface RecordFilter extends DatasetChoice {
  readonly during?: During | null | undefined;
  readonly near?: Parameters<typeof readPlace>[0]['near'];
  readonly cell?: string | null | undefined;
}

export interface RecordListArguments extends PageArguments {
  readonly where?: RecordFilter | null | undefined;
}

/** A page of records by dataset, period and place, in order of their ids. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listRecords(
  context: ReadContext,
  asOf: AsOf,
  args: RecordListArguments,
): Promise<Connection<RecordModel>> {
  const where = args.where ?? {};
  const page = readPage(context, args, ['records', where], z.tuple([z.string()]), asOf);
  const datasets = await chooseDatasets(context, where, asOf.recorded);
  const filter = {
    datasets,
    ...validBounds(asOf, where.during),
    sight: context.access.decision.sight,
  };
  const source = chooseSource(context, asOf, where, filter, page.most);
  const rows = await source.page({ after: page.after?.[0] ?? '', limit: page.limit });
  return toConnection(
    page,
    rows,
    (row) => toRecord(context, row, asOf),
    ({ id }) => [id],
    source.count,
  );
}

interface RecordSource {
  page(range: { readonly after: string; readonly limit: bigint }): Promise<readonly RecordRow[]>;
  count(): Promise<number>;
}

/** Records at a place up to which all of them are read and sorted, in a fifth of a second; of more, a walk through the datasets meets enough. */
const FEW = 100_000n;

/** Which index finds the records at a place. */
const SEEKS = {
  near: { standing: 'by-point-now', earlier: 'by-point-as-of' },
  cell: { standing: 'by-cell-now', earlier: 'by-cell-as-of' },
} as const;

/** Records at a place come from the index of places where they are few; everything else is walked dataset by dataset. */
function chooseSource(
  { graph, signal }: ReadContext,
  asOf: AsOf,
  where: RecordFilter,
  filter: { readonly datasets: readonly string[]; readonly sight: Sight } & ReturnType<typeof validBounds>,
  most: bigint,
): RecordSource {
  const { is, ...placed } = readPlace(where);
  const params = { ...filter, ...placed, ...recordedParam(asOf) };
  const slots = { ...recordedSlots(asOf), place: `record-place-${is}` } as const;
  const walk: RecordSource = {
    page: (range) => graph.read(pageRecords, { ...params, ...range }, { signal, slots }),
    count: async () =>
      (await graph.read(countRecords, { ...params, most }, { signal, slots }))[0]?.count ?? 0,
  };
  if (is === 'any') return walk;
  const options = {
    signal,
    slots: { seek: SEEKS[is][asOf.recorded === null ? 'standing' : 'earlier'] },
  } as const;
  // One count tells the page whether they are few, and the list how many there are.
  const enough = most > FEW ? most : FEW + 1n;
  let counted: Promise<number> | undefined;
  const countAt = (): Promise<number> => {
    counted ??= graph
      .read(countRecordsAt, { ...params, most: enough }, options)
      .then(([row]) => row?.count ?? 0);
    return counted;
  };
  return {
    page: async (range) =>
      (await countAt()) > FEW
        ? walk.page(range)
        : graph.read(pageRecordsAt, { ...params, ...range }, options),
    count: async () => Math.min(await countAt(), Number(most)),
  };
}
