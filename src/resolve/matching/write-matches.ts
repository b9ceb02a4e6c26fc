import type { Context } from '../../context.ts';
import { listUnkeyed, noteBlockingKeys, noteMatches } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { MentionId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { IndexKeys } from '../engine/candidates/index-keys.ts';
import type { ScoredPairs } from '../engine/clustering/cluster-pairs.ts';
import { LEAST_KEPT, ModelMatcher } from './model-matcher.ts';
import { adoptModel, type StoredModel, stampOf } from './model-store.ts';
import { type Resolvable, readSomeResolvable, toEngineMention } from './resolvable.ts';
import type { StageProgress } from './stage-progress.ts';

const MENTIONS_AT_ONCE = 5_000;
const MATCHES_AT_ONCE = 10_000;
const LATE_AT_ONCE = 500;

/**
 * Keeps the keys of a model's mentions and the matches that it found, then puts it to use: mentions that came in
 * meanwhile are brought level in the very transaction that does. Gives how many matches are kept, and
 * which mentions came late.
 */
export async function writeMatches(
  context: Context,
  stored: StoredModel,
  all: readonly Resolvable[],
  pairs: ScoredPairs,
  onProgress: (progress: StageProgress) => void,
): Promise<{ readonly matches: number; readonly late: readonly MentionId[] }> {
  const { kind, model, common, id } = stored;
  const stamp = stampOf(id);
  const index = new IndexKeys(model, common);
  for (let from = 0; from < all.length; from += MENTIONS_AT_ONCE) {
    context.signal?.throwIfAborted();
    const rows = all.slice(from, from + MENTIONS_AT_ONCE).map(({ identity }) => ({
      mention: identity.id,
      blocking: [stamp, ...index.of(toEngineMention(identity.state))].join(' '),
    }));
    await write(context, (transaction) => transaction.run(noteBlockingKeys, { rows }));
    onProgress({
      kind,
      phase: 'keys',
      done: Math.min(all.length, from + rows.length),
      of: all.length,
      unit: 'mention',
    });
  }
  const kept: { left: MentionId; right: MentionId; weight: number }[] = [];
  pairs.left.forEach((left, at) => {
    const weight = pairs.bits[at] ?? 0;
    const [one, other] = [all[left]?.identity.id, all[pairs.right[at] ?? left]?.identity.id];
    if (weight >= LEAST_KEPT && one !== undefined && other !== undefined)
      kept.push({ left: one, right: other, weight });
  });
  for (let from = 0; from < kept.length; from += MATCHES_AT_ONCE) {
    context.signal?.throwIfAborted();
    const rows = kept.slice(from, from + MATCHES_AT_ONCE);
    await write(context, (transaction) => transaction.run(noteMatches, { model: id, rows }));
    onProgress({
      kind,
      phase: 'matches',
      done: Math.min(kept.length, from + rows.length),
      of: kept.length,
      unit: 'pair',
    });
  }
  return { matches: kept.length, late: await putToUse(context, stored) };
}

/** Brings mentions that came in or changed meanwhile level, then says that the model is in use. */
async function putToUse(context: Context, stored: StoredModel): Promise<readonly MentionId[]> {
  const late: MentionId[] = [];
  for (;;) {
    const more = await context.graph.write(async (transaction) => {
      await takeLock(context, transaction);
      const unkeyed = await transaction.run(listUnkeyed, {
        kind: stored.kind,
        stamp: stampOf(stored.id),
        limit: BigInt(LATE_AT_ONCE),
      });
      if (unkeyed.length === 0) {
        await adoptModel(transaction, stored);
        return [];
      }
      const matcher = new ModelMatcher(transaction, { usable: [stored], outdated: [], onceIn: new Map() });
      const mentions = await readSomeResolvable(
        transaction,
        unkeyed.map(({ id }) => id),
      );
      await matcher.meet(
        mentions.map(({ identity }) => identity),
        new Set(),
      );
      await matcher.write([]);
      return mentions.map(({ identity }) => identity.id);
    });
    if (more.length === 0) return late;
    late.push(...more);
  }
}

async function write(context: Context, work: (transaction: Transaction) => Promise<unknown>): Promise<void> {
  await context.graph.write(async (transaction) => {
    await takeLock(context, transaction);
    await work(transaction);
  });
}
