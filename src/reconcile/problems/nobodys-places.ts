import { compareDue } from '../../correlate/occasions/settle-occasions.ts';
import {
  barRecordsAt,
  listNobodysPlaces,
  markCrossings,
  unbarRecordsAt,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { DateTime, Point } from '../../graph/values.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import type { ReconcileContext } from '../reconcile-context.ts';

/** Records that are set aside, or taken up again, in one transaction. */
const AT_ONCE = 10_000;

/**
 * Sets aside where records are said to be that is nobody's place, and takes up again what turned out to be somebody's after all;
 * gives how many. Behind every batch, so that what is delivered there later goes the same way; looked for by an index, so that it
 * costs nothing where there is nothing.
 */
export async function settlePlaces(transaction: Transaction, at: DateTime): Promise<number> {
  const places = await transaction.run(listNobodysPlaces, {});
  const pointsOf = (isBarred: boolean): readonly Point[] =>
    places.filter((place) => place.isBarred === isBarred).map(({ point }) => point);
  const [barred, released] = [pointsOf(true), pointsOf(false)];
  const limit = BigInt(AT_ONCE);
  const changed = [
    ...(barred.length === 0 ? [] : await transaction.run(barRecordsAt, { points: barred, limit, at })),
    ...(released.length === 0 ? [] : await transaction.run(unbarRecordsAt, { points: released, limit, at })),
  ];
  const ids = [...new Set(changed.flatMap(({ entities }) => entities))];
  if (ids.length > 0) await transaction.run(markCrossings, { ids });
  return changed.reduce((sum, { records }) => sum + records, 0);
}

/**
 * The same at once for all, a few thousand in a transaction, each with which of the events there belong together; those too that a batch of
 * another process took first. `cause`: by what. `decidedAt`: since when those are due.
 */
export async function settleAllPlaces(
  context: ReconcileContext,
  cause: string,
  decidedAt: DateTime | null,
): Promise<void> {
  for (let changed = AT_ONCE; changed >= AT_ONCE; ) {
    changed = await context.graph.write(async (transaction) =>
      settlePlaces(transaction, await takeLock(context, transaction)),
    );
    await compareDue(context, { cause, since: decidedAt });
  }
}
