import type { ReadContext } from '../../access/access.ts';
import { now } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import {
  dismissReviewItem,
  findJudgementsByKeys,
  findReviewItems,
  leaseReviewItems,
  pageReviewItems,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { describeStep, withDecisionLog } from '../decision-log.ts';
import { type JudgementDraft, judgementKey } from '../judgement.ts';
import { type ReviewItemModel, toReviewItem } from './review-item.ts';
import { filterParams, type ReviewFilter } from './review-queue.ts';

const MOST_AT_ONCE = 50;
const MINUTE = 60_000;

interface Taking {
  readonly by: string;
  readonly count: number;
  readonly where?: ReviewFilter | null | undefined;
  readonly blind?: boolean | null | undefined;
}

/**
 * Hands out the items that a decision is worth most, each to one person for some minutes; those in somebody's hands are
 * passed over, and one's own are given again. Throws BAD_INPUT.
 */
export async function takeReviewItems(
  context: ReadContext,
  { by, count, where, blind }: Taking,
): Promise<readonly ReviewItemModel[]> {
  if (!Number.isInteger(count) || count < 1 || count > MOST_AT_ONCE)
    throw new JingweiError('BAD_INPUT', {
      reason: `count is not from 1 to ${MOST_AT_ONCE}`,
      argument: 'count',
    });
  const filter = filterParams(where ?? {});
  const until = new Date(context.clock() + context.settings.reconcile.leaseMinutes * MINUTE);
  const { sight } = context.access.decision;
  return context.graph.write(async (transaction) => {
    await takeLock(context, transaction);
    const rows = await transaction.run(pageReviewItems, {
      ...{ ...filter, by, sight, now: toDateTime(now(context)), free: true },
      ...{ worth: Number.MAX_VALUE, after: '', limit: BigInt(count) },
    });
    const ids = rows.map(({ id }) => id);
    await transaction.run(leaseReviewItems, { ids, by, until: toDateTime(until.toISOString()) });
    return rows.map((row) => ({
      ...toReviewItem(row, blind === true),
      leasedBy: by,
      leasedUntil: until.getTime(),
    }));
  });
}

/** Lets go of items that one has in hand. Throws REVIEW_LEASE. */
export async function returnReviewItem(
  context: ReadContext,
  by: string,
  id: string,
): Promise<ReviewItemModel> {
  return context.graph.write(async (transaction) => {
    await takeLock(context, transaction);
    const item = await requireLease(context, transaction, by, id);
    await transaction.run(leaseReviewItems, { ids: [id], by: null, until: null });
    return { ...item, leasedBy: null, leasedUntil: null };
  });
}

/** Says of an item in hand that nothing is to be decided about it, which is a decision too. Throws NOT_FOUND, REVIEW_LEASE. */
export async function dismissItem(
  context: ReadContext,
  by: string,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<ReviewItemModel> {
  const matter = context.access.matter?.id ?? null;
  return withDecisionLog(context, async (transaction, log) => {
    const at = await takeLock(context, transaction);
    const item = await requireLease(context, transaction, by, id);
    await transaction.run(dismissReviewItem, { id, by, at, reason });
    const { kind, judgement, correction, left, right } = item;
    const [subjects, body] = [[id, ...left, ...right], { kind, judgement, correction }];
    log.push(describeStep({ by, matter }, { step: 'dismissed-item', subjects, body, reason }));
    return {
      ...item,
      state: 'DISMISSED',
      endedBy: by,
      endedAt: Date.parse(fromDateTime(at)),
      endReason: reason,
    };
  });
}

/** An item that is open and in somebody's hands. Throws NOT_FOUND, REVIEW_LEASE. */
export async function requireLease(
  context: ReadContext,
  transaction: Transaction,
  by: string,
  id: string,
): Promise<ReviewItemModel> {
  const item = await readItem(context, transaction, id);
  if (item.state !== 'OPEN') throw lost(id, `it is ${item.state.toLowerCase()} already`);
  if (item.leasedBy === null) throw lost(id, 'nobody took it');
  if ((item.leasedUntil ?? 0) <= context.clock()) throw lost(id, 'your time with it is over');
  if (item.leasedBy !== by) throw lost(id, 'somebody else has it');
  return item;
}

/**
 * An item that a judgement may be given with: in hand, or over while the very same judgement stands, as after a reply that was lost.
 * Throws as {@link requireLease}.
 */
export async function requireAnswerable(
  context: ReadContext,
  transaction: Transaction,
  by: string,
  { item, draft }: { readonly item: string; readonly draft: JudgementDraft },
): Promise<void> {
  const { state } = await readItem(context, transaction, item);
  if (state !== 'OPEN') {
    const said = await transaction.run(findJudgementsByKeys, { keys: [judgementKey(draft)] });
    if (said.some((one) => one.state !== 'REVOKED' && one.state !== 'DECLINED')) return;
  }
  await requireLease(context, transaction, by, item);
}

/** Throws NOT_FOUND. */
async function readItem(
  context: ReadContext,
  transaction: Transaction,
  id: string,
): Promise<ReviewItemModel> {
  const { sight } = context.access.decision;
  const [row] = await transaction.run(findReviewItems, { ids: [id], sight });
  if (row === undefined) throw new JingweiError('NOT_FOUND', { kind: 'review item', id });
  return toReviewItem(row, false);
}

function lost(id: string, reason: string): JingweiError {
  return new JingweiError('REVIEW_LEASE', { id, reason });
}
