import { markCrossings as markCrossingsStatement } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { EntityId } from '../../ids.ts';
import type { BatchChange } from '../../intake/batch-change.ts';
import type { IdentityChange } from '../../resolve/identity-change.ts';
import { loadReferences } from '../../resolve/load-references.ts';

/** Marks the entities whose mentions moved or say something else, so that what datasets share is counted with them anew. */
export async function markCrossings(
  transaction: Transaction,
  change: Pick<BatchChange, 'changed' | 'restated'>,
  { moves }: IdentityChange,
): Promise<void> {
  const ids = new Set<EntityId>();
  for (const { before, after } of moves.values())
    for (const id of [before, after]) if (id !== null) ids.add(id);
  const stated = [...change.changed.map(({ after }) => after.id), ...change.restated.map(({ id }) => id)];
  const references = await loadReferences(
    transaction,
    stated.filter((id) => !moves.has(id)),
  );
  for (const id of references.values()) ids.add(id);
  if (ids.size > 0) transaction.send(markCrossingsStatement, { ids: [...ids] });
}
