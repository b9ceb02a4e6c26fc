import type { MentionId } from '../../ids.ts';
import { MOST_ALIKE } from '../engine/unfold.ts';
import type { IdentityMention } from '../identity-claim.ts';

/** The smaller id first. */
type PairOfMentions = readonly [left: MentionId, right: MentionId];

/** Each of some mentions with each other one; of very many with the first alone. */
export function pairWithin(members: readonly IdentityMention[]): readonly PairOfMentions[] {
  const firsts = members.length > MOST_ALIKE ? members.slice(0, 1) : members;
  return firsts.flatMap((first, at) => members.slice(at + 1).map((other) => inOrder(first, other)));
}

/** Each of some mentions with each of others; of very many with the first alone. */
export function pairBetween(
  ours: readonly IdentityMention[],
  theirs: readonly IdentityMention[],
): readonly PairOfMentions[] {
  const all = (ones: readonly IdentityMention[], others: readonly IdentityMention[]) =>
    ones.flatMap((one) => others.map((other) => inOrder(one, other)));
  return Math.max(ours.length, theirs.length) > MOST_ALIKE
    ? [...all(ours.slice(0, 1), theirs), ...all(ours.slice(1), theirs.slice(0, 1))]
    : all(ours, theirs);
}

function inOrder(one: IdentityMention, other: IdentityMention): PairOfMentions {
  return one.id < other.id ? [one.id, other.id] : [other.id, one.id];
}
