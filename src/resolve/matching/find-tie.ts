import { constraintsOf } from '../engine/clustering/constraints-of.ts';
import type { IdentityMention } from '../identity-claim.ts';
import type { StoredModel } from './model-store.ts';
import { type OnceRoles, toEngineMention } from './resolvable.ts';
import { ScoredMentions } from './scored-mentions.ts';

/**
 * Whether two mentions that are alike enough stay apart, and go with nothing else either, because one of them fits another about as
 * well. Decided as a run does, over the mentions that are given; the two are among them. Where one of them goes with a third, the
 * next run will have it so: that is no tie.
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
  const [ours, theirs] = [clusterOf(one), clusterOf(other)];
  if (ours === theirs) return false;
  const isOfTheTwo = ({ id, prior }: IdentityMention): boolean =>
    [one, other].some((either) => id === either.id || (prior !== null && prior === either.prior));
  return mentions.every((mention, place) => {
    const cluster = clusters[place];
    return (cluster !== ours && cluster !== theirs) || isOfTheTwo(mention);
  });
}
