import { now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { registerLayouts, updateDelivery } from '../generated/statements.ts';
import { digest } from '../ids.ts';
import { type Batch, takeLock, writeBatch } from './apply-batch.ts';
import { buildBatches } from './build-batches.ts';
import type { DatasetDefinition } from './definition.ts';
import type { DeliveryReport } from './delivery.ts';
import { addDelivery, getReport } from './delivery-store.ts';
import { type ErasedRows, openErasedRows } from './erased-rows.ts';
import { inspectReferences } from './inspect-references.ts';
import type { IntakeContext } from './intake-context.ts';
import { createRowJudge, judgeRows } from './judged-rows.ts';
import type { SourceRow } from './mapped.ts';
import { RowWriter } from './raw-row.ts';
import { openReferences } from './references.ts';
import type { RowSource } from './row-source.ts';
import { SeenRecords } from './seen-records.ts';
import { noteUnknownColumns } from './unknown-columns.ts';

/** Most rows that one call may push: they are written in one transaction, all or nothing. */
export const MOST_PUSHED = 1_000;

/**
 * Takes rows in that an app pushes, through the same door as a file: checked, quarantined, versioned. Always an
 * INCREMENT, and always one transaction from the delivery to its last link: after a crash it is there whole or not at
 * all. Callers at once are served one after the other.
 * Throws LIMIT_EXCEEDED, BAD_INPUT, and DELIVERY_IN_PROGRESS while a file of the dataset is being applied.
 */
export async function pushRows(
  context: IntakeContext,
  definition: DatasetDefinition,
  rows: readonly SourceRow[],
  kind: 'PUSH' | 'RETRY' = 'PUSH',
  settles: readonly string[] = [],
): Promise<DeliveryReport> {
  if (rows.length === 0)
    throw new JingweiError('BAD_INPUT', { reason: 'There are no rows', argument: 'rows' });
  if (rows.length > MOST_PUSHED) {
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of rows', limit: MOST_PUSHED });
  }
  const started = context.clock();
  const statedAt = now(context);
  const hash = digest(...rows.map(({ cells }) => JSON.stringify(cells)));
  const source = {
    async *rows() {
      yield rows;
    },
  };
  const erased = await openErasedRows(context, definition.id);
  const seen = await countRows(definition, source, erased);
  const naming = { definition, mode: 'INCREMENT', source, seen } as const;
  const references = await openReferences(context, naming);
  const inspected = await inspectReferences(context, naming);
  const notes = [...noteUnknownColumns(definition, rows), ...inspected.notes];
  const delivery = await context.graph.write(async (transaction) => {
    const at = await takeLock(context, transaction);
    const request = {
      definition,
      hash,
      kind,
      mode: 'INCREMENT',
      format: 'ndjson',
      statedAt,
      state: 'APPLYING',
    } as const;
    const id = await addDelivery(context, transaction, request);
    const layouts = new RowWriter();
    const batch = await onlyBatch(
      buildBatches({ definition, delivery: id, statedAt, source, seen, layouts, references, erased }),
    );
    if (layouts.layouts.length > 0) transaction.send(registerLayouts, { rows: layouts.layouts });
    await writeBatch(transaction, id, at, { ...batch, settles }, context.listener);
    const seconds = (context.clock() - started) / 1000;
    const properties = { state: 'APPLIED', rows: BigInt(rows.length), notes, seconds };
    transaction.send(updateDelivery, { delivery: id, properties });
    return id;
  });
  return getReport(context, delivery);
}

async function countRows(
  definition: DatasetDefinition,
  source: RowSource,
  erased: ErasedRows | null,
): Promise<SeenRecords> {
  const seen = new SeenRecords();
  for await (const judged of judgeRows(source, createRowJudge(definition), erased)) {
    for (const { record, fault } of judged) if (record !== null) seen.add(record.id, fault === null);
  }
  return seen;
}

async function onlyBatch(batches: AsyncGenerator<Batch>): Promise<Batch> {
  for await (const batch of batches) return batch;
  throw new Error('Rows make at least one batch');
}
