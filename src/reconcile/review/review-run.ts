import type { Context } from '../../context.ts';
import { fromDateTime } from '../../graph/values.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import type { Attention } from '../../resolve/matching/decide-groups.ts';
import { closeNotFound, fromAttention, noteFindings } from './note-items.ts';

const AT_ONCE = 500;

/** Brings the queue level with what a run found: what it left to people is open, and what it did not find again is closed. */
export async function reviewRun(
  context: Context,
  kind: EntityKind,
  attention: readonly Attention[],
  since: string,
): Promise<void> {
  const findings = fromAttention(attention);
  for (let from = 0; from < findings.length; from += AT_ONCE) {
    context.signal?.throwIfAborted();
    await context.graph.write(async (transaction) => {
      const at = fromDateTime(await takeLock(context, transaction));
      await noteFindings(transaction, at, findings.slice(from, from + AT_ONCE));
    });
  }
  let closed = 0;
  do {
    closed = await context.graph.write(async (transaction) => {
      await takeLock(context, transaction);
      return closeNotFound(transaction, kind, since);
    });
  } while (closed > 0);
}
