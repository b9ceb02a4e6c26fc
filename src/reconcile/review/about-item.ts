import { JingweiError } from '../../errors.ts';
import { listItemSides } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { EntityId, MentionId } from '../../ids.ts';
import { loadReferences } from '../../resolve/load-references.ts';
import type { JudgementDraft } from '../judgement.ts';

/**
 * Lets only those judgements pass that answer an item: one side of them belongs to one side of it, the other to the other; where
 * it is about one group, both belong to that. A mention belongs to a side if it is one of its mentions, or refers to the same
 * entity today as one of them. Throws BAD_INPUT.
 */
export async function requireAbout(
  transaction: Transaction,
  item: string,
  draft: Pick<JudgementDraft, 'left' | 'right'>,
): Promise<void> {
  const mentions = await transaction.run(listItemSides, { id: item });
  const [left, right] = [false, true].map((isRight) =>
    mentions.filter((mention) => mention.isRight === isRight).map(({ id }) => id),
  );
  const [one, other] = [draft.left, draft.right];
  const references = await loadReferences(transaction, [
    ...mentions.map(({ id }) => id),
    ...[...one, ...other],
  ]);
  const ours = belongingTo(left ?? [], references);
  const theirs = right === undefined || right.length === 0 ? ours : belongingTo(right, references);
  if ((one.every(ours) && other.every(theirs)) || (one.every(theirs) && other.every(ours))) return;
  throw new JingweiError('BAD_INPUT', { reason: 'the item is not about what is judged', argument: 'item' });
}

function belongingTo(
  side: readonly MentionId[],
  references: ReadonlyMap<MentionId, EntityId>,
): (mention: MentionId) => boolean {
  const entities = new Set(side.flatMap((mention) => references.get(mention) ?? []));
  return (mention) => {
    const entity = references.get(mention);
    return side.includes(mention) || (entity !== undefined && entities.has(entity));
  };
}
