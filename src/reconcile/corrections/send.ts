import { randomBytes } from 'node:crypto';
import type { EntryDraft } from '../../chain/entry.ts';
import { JingweiError } from '../../errors.ts';
import { createCorrection, readDiscrepancy } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';
import { digest } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { loadCatalogue } from '../../intake/dataset-catalogue.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { describeCorrection } from './correction-log.ts';
import { addWorkingDays, endOfDay } from './working-days.ts';

export interface Sending {
  readonly discrepancy: string;
  /** One of the two; null: the one that leads for the attribute, else the one whose value is not preferred. */
  readonly department: string | null;
  /** The department whose value is preferred, if it is one of the two. */
  readonly preferred: string | null;
  readonly note: string | null;
}

type Found = NonNullable<(typeof readDiscrepancy)['types']>['row'];

/**
 * Sends an open discrepancy to a department, within a transaction, and gives the correction's id. One that waits there already
 * is given again. Throws NOT_FOUND, CORRECTION_STATE where the discrepancy is over, BAD_INPUT where it is not the department's.
 */
export async function sendCorrection(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  sending: Sending,
): Promise<string> {
  const at = fromDateTime(await takeLock(context, transaction));
  const [found] = await transaction.run(readDiscrepancy, { id: sending.discrepancy });
  if (found === undefined)
    throw new JingweiError('NOT_FOUND', { kind: 'discrepancy', id: sending.discrepancy });
  if (found.state !== 'OPEN')
    throw new JingweiError('CORRECTION_STATE', {
      ...{ what: 'Discrepancy', id: sending.discrepancy, state: 'over', action: 'sent' },
    });
  const department = chooseDepartment(await loadCatalogue(context), found, sending);
  const known = found.corrections.find((one) => one.department === department);
  if (known !== undefined) return known.id;
  const id = `k_${digest(sending.discrepancy, department, at)}`;
  const dueAt = endOfDay(addWorkingDays(context.clock(), context.settings.reconcile.correctionDays));
  await transaction.run(createCorrection, {
    discrepancy: sending.discrepancy,
    properties: {
      ...{ id, department, state: 'OPEN', note: sending.note, salt: randomBytes(12).toString('base64url') },
      ...{ sentAt: toDateTime(at), sentBy: context.by, dueAt: toDateTime(dueAt) },
    },
  });
  const { mentions } = found;
  log.push(
    describeCorrection(context, 'sent', {
      ...{ id, discrepancy: sending.discrepancy, department, state: 'OPEN', mentions },
      words: sending.note ?? '',
    }),
  );
  return id;
}

/** Throws BAD_INPUT. */
function chooseDepartment(
  { datasets }: DatasetCatalogue,
  { left, right, attribute, mentions }: Found,
  { department, preferred }: Sending,
): string {
  if (department !== null) {
    if (department === left || department === right) return department;
    throw new JingweiError('BAD_INPUT', {
      reason: `${department} is neither ${left} nor ${right}`,
      argument: 'department',
    });
  }
  const leading = mentions.filter(({ dataset }) => datasets.get(dataset)?.leads.has(attribute));
  const leaders = new Set(leading.map(({ isRight }) => (isRight ? right : left)));
  const [leader] = leaders;
  if (leaders.size === 1 && leader !== undefined) return leader;
  return preferred === left ? right : left;
}
