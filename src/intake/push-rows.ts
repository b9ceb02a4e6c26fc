import { now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { registerLayouts } from '../generated/statements.ts';
import { digest } from '../ids.ts';
import { applyBatch, type Batch } from './apply-batch.ts';
import { buildBatches } from './build-batches.ts';
import type { DatasetDefinition } from './definition.ts';
import type { DeliveryKind, DeliveryReport } from './delivery.ts';
import { changeDelivery, getReport, openDelivery } from './delivery-store.ts';
import type { IntakeContext } from './intake-context.ts';
import { createRowJudge } from './judged-rows.ts';
import type { SourceRow } from './mapped.ts';
import { whileRunning } from './owner.ts';
import { RowWriter } from './raw-row.ts';
import { SeenRecords } from './seen-records.ts';

/** Most rows that one call may push: they are written in one transaction, all or nothing. */
export const MOST_PUSHED = 1_000;

/**
 * Takes rows in that an app pushes, through the same door as a file: checked, quarantined, versioned. Always an
 * INCREMENT, always in one transaction. Throws LIMIT_EXCEEDED, BAD_INPUT, DELIVERY_IN_PROGRESS.
 */
export async function pushRows(
  context: IntakeContext,
  definition: DatasetDefinition,
  rows: readonly SourceRow[],
  kind: DeliveryKind & ('PUSH' | 'RETRY') = 'PUSH',
  settles: readonly string[] = [],
): Promise<DeliveryReport> {
  if (rows.length === 0)
    throw new JingweiError('BAD_INPUT', { reason: 'There are no rows', argument: 'rows' });
  if (rows.length > MOST_PUSHED)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of rows', limit: MOST_PUSHED });
  const started = context.clock();
  const statedAt = now(context);
  const delivery = await openDelivery(context, {
    definition,
    hash: digest(...rows.map(({ cells }) => JSON.stringify(cells))),
    kind,
    mode: 'INCREMENT',
    format: 'ndjson',
    statedAt,
    state: 'APPLYING',
  });
  return whileRunning(delivery, async () => {
    const layouts = new RowWriter();
    const source = {
      async *rows() {
        yield rows;
      },
    };
    const plan = { definition, delivery, statedAt, source, seen: countRows(definition, rows), layouts };
    const batch = await onlyBatch(buildBatches(plan));
    if (layouts.layouts.length > 0) {
      await context.graph.write((transaction) => transaction.run(registerLayouts, { rows: layouts.layouts }));
    }
    await applyBatch(context, delivery, { ...batch, settles }, context.listener);
    const seconds = (context.clock() - started) / 1000;
    await changeDelivery(context, delivery, { state: 'APPLIED', rows: BigInt(rows.length), seconds });
    return getReport(context, delivery);
  });
}

function countRows(definition: DatasetDefinition, rows: readonly SourceRow[]): SeenRecords {
  const judge = createRowJudge(definition);
  const seen = new SeenRecords();
  for (const row of rows) {
    const { record, fault } = judge.judge(row);
    if (record !== null) seen.add(record.id, fault === null);
  }
  return seen;
}

async function onlyBatch(batches: AsyncGenerator<Batch>): Promise<Batch> {
  for await (const batch of batches) return batch;
  throw new Error('Rows make at least one batch');
}
