import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { readQuarantinedRow, readRecordRows, settleQuarantined } from '../generated/statements.ts';
import { recordId } from '../ids.ts';
import { getDefinition } from './dataset-store.ts';
import type { DeliveryReport } from './delivery.ts';
import type { IntakeContext } from './intake-context.ts';
import { createRowJudge } from './judged-rows.ts';
import type { SourceRow } from './mapped.ts';
import { type Corrections, mendRow } from './mend-row.ts';
import { pushRows } from './push-rows.ts';
import { RowReader, withReadFault } from './stored-rows.ts';

interface QuarantinedRow {
  readonly id: string;
  readonly dataset: string;
  readonly state: string;
  readonly row: SourceRow;
}

/**
 * Takes a quarantined row in again, with some of its cells corrected (by physical column name). Where its record is
 * made of several rows, the others come along. If it still breaks the contract it waits again, with the new reason; one
 * that could not be read whole waits on until it is mended whole (see {@link mendRow}).
 * Throws NOT_FOUND, QUARANTINE_STATE, BAD_INPUT.
 */
export async function retryQuarantined(
  context: IntakeContext,
  id: string,
  corrections: Corrections,
): Promise<DeliveryReport> {
  const waiting = await getOpenRow(context, id);
  const definition = await getDefinition(context, waiting.dataset);
  const corrected = mendRow(definition.contract.object, waiting.row, corrections);
  const judged = createRowJudge(definition).judge(corrected);
  const others =
    judged.record === null || definition.mapping.record.key === null
      ? []
      : await listRecordRows(context, recordId(definition.id, judged.record.key));
  return pushRows(context, definition, [...others, corrected], 'RETRY', [id]);
}

/** Turns quarantined rows down: they stay for the record and are not open any more. Gives how many were open. */
export async function dismissQuarantined(
  context: Context,
  ids: readonly string[],
  reason: string,
): Promise<number> {
  const settled = await context.graph.write((transaction) =>
    transaction.run(settleQuarantined, { ids, state: 'DISMISSED', by: reason }),
  );
  return settled.length;
}

async function getOpenRow(context: Context, id: string): Promise<QuarantinedRow> {
  const stored = (await context.graph.read(readQuarantinedRow, { id }))[0];
  if (stored === undefined) throw new JingweiError('NOT_FOUND', { kind: 'quarantined row', id });
  if (stored.state !== 'OPEN')
    throw new JingweiError('QUARANTINE_STATE', { id, state: stored.state.toLowerCase() });
  const [row] = await new RowReader(context).read([stored.raw], [stored.layout]);
  if (row === undefined) throw new Error('A raw row reads as one row');
  return {
    id,
    dataset: stored.dataset,
    state: stored.state,
    row: withReadFault({ ...row, line: stored.line }, stored),
  };
}

async function listRecordRows(context: Context, id: string): Promise<readonly SourceRow[]> {
  const stored = (await context.graph.read(readRecordRows, { ids: [id] }))[0];
  return stored === undefined ? [] : new RowReader(context).read(stored.raw, stored.layouts);
}
