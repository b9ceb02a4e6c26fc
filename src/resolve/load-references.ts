import { readReferences } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import type { EntityId, MentionId } from '../ids.ts';

/** The entity that each of some mentions refers to now; one that refers to none has no entry. */
export async function loadReferences(
  transaction: Transaction,
  mentions: readonly MentionId[],
): Promise<ReadonlyMap<MentionId, EntityId>> {
  if (mentions.length === 0) return new Map();
  const rows = await transaction.run(readReferences, { mentions: [...new Set(mentions)] });
  return new Map(rows.map(({ mention, entity }) => [mention, entity]));
}
