import type { ReadContext } from '../access/access.ts';
import type { AsOf } from '../as-of.ts';
import { listRecordVersions } from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { groupRows } from '../group-rows.ts';
import type { DeliveryId } from '../ids.ts';
import { FAR_FUTURE } from '../standardise/value.ts';
import { type RawCells, readTogether, showCells } from './list-record-rows.ts';

/** One statement of a record; times in milliseconds since 1970. */
export interface RecordVersionModel {
  readonly asOf: AsOf;
  readonly dataset: string;
  readonly inScope: boolean;
  readonly version: number;
  readonly delivery: DeliveryId;
  readonly statedAt: number;
  readonly recordedFrom: number;
  readonly recordedTo: number;
  readonly rows: readonly RawCells[];
}

/** Every statement under the keys of some records, newest first, the present one included. */
export async function listVersionsOfRecords(
  context: ReadContext,
  asOf: AsOf,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordVersionModel[]>> {
  const stored = await context.graph.read(
    listRecordVersions,
    { records, until: toDateTime(asOf.recorded ?? FAR_FUTURE), sight: context.access.decision.sight },
    { signal: context.signal },
  );
  const cells = await readTogether(context, stored);
  const versions = stored.map(({ raw: _, layouts: __, ...row }, index) => ({
    ...row,
    asOf,
    rows: (cells[index] ?? []).map((cells) => showCells(context.access, row, cells)),
  }));
  return groupRows(versions, ({ record }) => record);
}
