import { constraintsOf } from '../engine/clustering/constraints-of.ts';
import type { IdentityMention } from '../identity-claim.ts';
import type { StoredModel } from './model-store.ts';
import { type OnceRoles, toEngineMention } from './resolvable.ts';
import { ScoredMentions } from './scored-mentions.ts';

/**
 * Whether two mentions that are alike enough stay apart because of what else is near: one of them fits another about as well.
 * Decided as a run does, over the mentions that are given; the two are among them.
 */
export async function isTied(
  stored: StoredModel,
  onceIn: OnceRoles,
  near: readonly IdentityMention[],
  [one, other]: readonly [IdentityMention, IdentityMention],
): Promise<boolean> {
  // As in a run, ties fall to the lower id.
  const mentions = [...new Map(near.map((mention) => [mention.id, mention])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const scored = new ScoredMentions(stored, onceIn);
  for (const mention of mentions) scored.add(mention);
  await scored.score(mentions.map(({ id }) => id));
  const engine = mentions.map(({ state }) => toEngineMention(state, onceIn));
  const { clusters } = await scored.cluster(mentions, constraintsOf(engine));
  const clusterOf = ({ id }: IdentityMention): number | undefined =>
    clusters[mentions.findIndex((mention) => mention.id === id)];
  return clusterOf(one) !== clusterOf(other);
}
