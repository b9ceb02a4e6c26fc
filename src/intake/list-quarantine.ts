import { z } from 'zod';
import { mayShowAll, type ReadContext } from '../access/access.ts';
import {
  countQuarantine,
  countQuarantineOfDelivery,
  findQuarantinedRows as findQuarantinedRowsStatement,
  pageQuarantine,
  pageQuarantineOfDelivery,
} from '../generated/statements.ts';
import type { DeliveryId } from '../ids.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import type { Classification } from './contract/contract.ts';
import { classesOfRows, classOfColumn, type RawCells, readTogether, showCells } from './list-record-rows.ts';

export const QUARANTINE_STATES = ['OPEN', 'RETRIED', 'DISMISSED', 'UNDONE'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

/** A row that waits, or waited, as readers are given it. */
export interface QuarantinedRowModel {
  readonly id: string;
  readonly dataset: string;
  readonly delivery: DeliveryId;
  readonly state: QuarantineState;
  readonly line: number;
  readonly rule: string;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string | null;
  /** Of all cells that the value and the reason may repeat: who may not see one of them sees neither. */
  readonly faultClasses: ReadonlySet<Classification>;
  readonly row: RawCells;
  /** No scope holds a row that is no record yet. */
  readonly inScope: false;
}

export interface QuarantineListArguments extends PageArguments {
  readonly delivery?: string | null | undefined;
  /** Null: in any state. */
  readonly state?: QuarantineState | null | undefined;
}

const State = z.enum(QUARANTINE_STATES);

/** A page of the quarantined rows of some datasets, in order of their ids. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listQuarantine(
  context: ReadContext,
  datasets: readonly string[],
  args: QuarantineListArguments,
): Promise<Connection<QuarantinedRowModel>> {
  const { delivery = null, state = null } = args;
  const page = readPage(context, args, ['quarantine', datasets, delivery, state], z.tuple([z.string()]));
  const filter = {
    datasets,
    states: state === null ? QUARANTINE_STATES : [state],
    sight: context.access.decision.sight,
  };
  const range = { after: page.after?.[0] ?? '', limit: page.limit };
  const { graph, signal } = context;
  const rows =
    delivery === null
      ? await graph.read(pageQuarantine, { ...filter, ...range }, { signal })
      : await graph.read(pageQuarantineOfDelivery, { ...filter, ...range, delivery }, { signal });
  const count = async (): Promise<number> => {
    const counted =
      delivery === null
        ? await graph.read(countQuarantine, { ...filter, most: page.most }, { signal })
        : await graph.read(countQuarantineOfDelivery, { ...filter, delivery, most: page.most }, { signal });
    return counted[0]?.count ?? 0;
  };
  const models = await toQuarantinedRows(context, rows);
  return toConnection(
    page,
    models,
    (model) => model,
    ({ id }) => [id],
    count,
  );
}

/** Quarantined rows by id; an id without one has no entry. */
export async function findQuarantinedRows(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, QuarantinedRowModel>> {
  const rows = await context.graph.read(
    findQuarantinedRowsStatement,
    { ids, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return new Map((await toQuarantinedRows(context, rows)).map((model) => [model.id, model]));
}

interface QuarantinedRowRow extends Omit<QuarantinedRowModel, 'state' | 'row' | 'faultClasses' | 'inScope'> {
  readonly state: string;
  /** Columns whose cells the value repeats; none: any cell of the row. */
  readonly columns: readonly string[];
  readonly raw: string;
  readonly layout: string;
}

async function toQuarantinedRows(
  context: ReadContext,
  rows: readonly QuarantinedRowRow[],
): Promise<readonly QuarantinedRowModel[]> {
  const cells = await readTogether(
    context,
    rows.map(({ raw, layout }) => ({ raw: [raw], layouts: [layout] })),
  );
  const { access } = context;
  return rows.map(({ raw: _, layout: __, columns, state, ...row }, index) => {
    const { dataset } = row;
    const shown = showCells(access, { dataset, inScope: false }, cells[index]?.[0] ?? {});
    const faultClasses =
      columns.length === 0
        ? classesOfRows(access, dataset, [shown])
        : new Set(columns.map((column) => classOfColumn(access, dataset, column)));
    const isShown = mayShowAll(access, dataset, faultClasses, false);
    return {
      ...row,
      inScope: false,
      state: State.parse(state),
      value: isShown ? row.value : null,
      reason: isShown ? row.reason : null,
      faultClasses,
      row: shown,
    };
  });
}
