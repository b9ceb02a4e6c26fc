import { changeJudgement } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import type { EntityId, MentionId } from '../ids.ts';
import type { IdentityChange } from '../resolve/identity-change.ts';
import type { Resolvable } from '../resolve/matching/resolvable.ts';
import { JudgedMatcher } from './judged-matcher.ts';
import { type Effect, type JudgementDraft, type JudgementModel, NO_EFFECT, toCounts } from './judgement.ts';
import { effectOf, moveMentions } from './move-mentions.ts';
import type { ReconcileContext } from './reconcile-context.ts';

/** What obeying a judgement changed. */
interface Obeyed {
  readonly effect: Effect;
  readonly moves: IdentityChange['moves'];
}

/** What a judgement changed that nothing had to be moved for. */
export const UNMOVED: Obeyed = { effect: NO_EFFECT, moves: new Map() };

/** Moves what a judgement that came into force moves, and notes on it how much that was. */
export async function obey(
  context: ReconcileContext,
  transaction: Transaction,
  at: string,
  judgement: Pick<JudgementModel, 'id' | 'verdict' | 'left' | 'right'>,
  mentions: readonly Resolvable[],
): Promise<Obeyed> {
  const affected = findChanging(judgement, mentions);
  if (affected.size === 0) return UNMOVED;
  const identity = await moveMentions(context, transaction, {
    cause: { delivery: judgement.id, batch: 0, at },
    affected,
    matcher: new JudgedMatcher(transaction),
  });
  requireObeyed(judgement, mentions, identity);
  const effect = effectOf(identity);
  await transaction.run(changeJudgement, { id: judgement.id, properties: toCounts(effect) });
  return { effect, moves: identity.moves };
}

/** Entities that a judgement merges or divides: none where it says what is so already. */
export function findChanging(
  { verdict, left, right }: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>,
  mentions: readonly Resolvable[],
): ReadonlySet<EntityId> {
  const entityOf = entitiesOf(mentions);
  const ofSide = (side: readonly MentionId[]): ReadonlySet<EntityId> =>
    new Set(side.flatMap((id) => entityOf.get(id) ?? []));
  const [ours, theirs] = [ofSide(left), ofSide(right)];
  switch (verdict) {
    case 'SAME': {
      const all = new Set([...ours, ...theirs]);
      return all.size > 1 ? all : new Set();
    }
    case 'DIFFERENT':
      return new Set([...ours].filter((entity) => theirs.has(entity)));
    case 'UNSURE':
      return new Set();
  }
}

/** A judgement that is in force and not obeyed must never be written. */
function requireObeyed(
  { verdict, left, right }: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>,
  mentions: readonly Resolvable[],
  { moves }: IdentityChange,
): void {
  const before = entitiesOf(mentions);
  const now = (id: MentionId): EntityId | null => moves.get(id)?.after ?? before.get(id) ?? null;
  const [ours, theirs] = [new Set(left.map(now)), new Set(right.map(now))];
  const isObeyed =
    verdict === 'SAME'
      ? new Set([...ours, ...theirs]).size === 1
      : ![...ours].some((entity) => theirs.has(entity));
  if (!isObeyed) throw new Error('Identity does not obey a judgement');
}

function entitiesOf(mentions: readonly Resolvable[]): ReadonlyMap<MentionId, EntityId> {
  return new Map(
    mentions.flatMap(({ identity: { id, prior } }) => (prior === null ? [] : [[id, prior] as const])),
  );
}
