import type { Transaction } from '../graph/graph.ts';
import { decideIdentity, type IdentityQuestion, NOTHING_BROUGHT } from '../resolve/decide-identity.ts';
import { countEntityEvents } from '../resolve/entity-events.ts';
import type { IdentityChange } from '../resolve/identity-change.ts';
import type { Effect } from './judgement.ts';
import type { ReconcileContext } from './reconcile-context.ts';

interface Movement extends Pick<IdentityQuestion, 'affected' | 'matcher' | 'restored'> {
  readonly cause: Pick<IdentityChange, 'delivery' | 'batch' | 'at'>;
}

/** Decides anew who the mentions of some entities are, and tells the later stages. */
export async function moveMentions(
  { onIdentity }: ReconcileContext,
  transaction: Transaction,
  { cause, ...question }: Movement,
): Promise<IdentityChange> {
  const identity = await decideIdentity(transaction, cause, {
    ...NOTHING_BROUGHT,
    ...question,
  });
  await onIdentity(transaction, identity);
  return identity;
}

export function effectOf(identity: IdentityChange): Effect {
  const { created, merged, split } = countEntityEvents(identity);
  return { created, merged, split, moved: identity.moves.size };
}
