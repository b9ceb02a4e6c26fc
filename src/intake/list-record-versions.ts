import type { AsOf } from '../as-of.ts';
import type { Context } from '../context.ts';
import { listRecordVersions } from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { groupRows } from '../group-rows.ts';
import type { DeliveryId } from '../ids.ts';
import { FAR_FUTURE } from '../standardise/value.ts';
import { readTogether } from './list-record-rows.ts';
import type { SourceRow } from './mapped.ts';

/** One statement of a record; times in milliseconds since 1970. */
export interface RecordVersionModel {
  readonly asOf: AsOf;
  readonly dataset: string;
  readonly version: number;
  readonly delivery: DeliveryId;
  readonly statedAt: number;
  readonly recordedFrom: number;
  readonly recordedTo: number;
  readonly rows: readonly SourceRow['cells'][];
}

/** Every statement under the keys of some records, newest first, the present one included. */
export async function listVersionsOfRecords(
  context: Context,
  asOf: AsOf,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordVersionModel[]>> {
  const stored = await context.graph.read(
    listRecordVersions,
    { records, until: toDateTime(asOf.recorded ?? FAR_FUTURE) },
    { signal: context.signal },
  );
  const cells = await readTogether(context, stored);
  const versions = stored.map(({ raw: _, layouts: __, ...row }, index) => ({
    ...row,
    asOf,
    rows: cells[index] ?? [],
  }));
  return groupRows(versions, ({ record }) => record);
}
