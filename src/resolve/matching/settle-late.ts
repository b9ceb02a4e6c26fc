import type { Context } from '../../context.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime } from '../../graph/values.ts';
import type { CauseId, MentionId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { type Cause, decideIdentity, NOTHING_BROUGHT } from '../decide-identity.ts';
import { type Application, MENTIONS_AT_ONCE } from './apply-groups.ts';
import { ModelMatcher } from './model-matcher.ts';
import { readSomeResolvable } from './resolvable.ts';

/**
 * Decides mentions anew as if they had just come in: those that a delivery changed while a run went on, and those of whose
 * values something else is known by now.
 */
export async function settleLate(
  context: Context,
  cause: CauseId,
  late: readonly MentionId[],
  { listener }: Pick<Application, 'listener'>,
): Promise<void> {
  for (let from = 0; from < late.length; from += MENTIONS_AT_ONCE) {
    await context.graph.write(async (transaction) => {
      const at = fromDateTime(await takeLock(context, transaction));
      const some = late.slice(from, from + MENTIONS_AT_ONCE);
      await settleMentions(transaction, { delivery: cause, batch: -1 - from, at }, some, listener);
    });
  }
}

/** The same of at most a thousand within a transaction that holds the writer's lock. */
export async function settleMentions(
  transaction: Transaction,
  cause: Cause,
  mentions: readonly MentionId[],
  listener: Application['listener'],
): Promise<void> {
  const fresh = (await readSomeResolvable(transaction, mentions)).map(({ identity }) => identity);
  if (fresh.length === 0) return;
  const matcher = await ModelMatcher.open(transaction);
  await matcher?.meet(fresh, new Set());
  const identity = await decideIdentity(transaction, cause, {
    ...NOTHING_BROUGHT,
    fresh,
    affected: new Set(fresh.flatMap(({ prior }) => prior ?? [])),
    matcher: matcher ?? undefined,
  });
  await matcher?.write([]);
  await listener(transaction, identity);
}
