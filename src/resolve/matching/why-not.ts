import { DEFAULT_CLUSTERING } from '../engine/clustering/cluster-pairs.ts';
import { ConstraintState } from '../engine/clustering/constraints.ts';
import { constraintsOf, TYPE } from '../engine/clustering/constraints-of.ts';
import type { PairScore } from '../engine/scoring/pair-scorer.ts';
import type { IdentityMention } from '../identity-claim.ts';
import { type OnceRoles, toEngineMention } from './resolvable.ts';

/** Why two mentions are not one, beside what speaks for and against it. */
export type WhyNotCode =
  | 'JUDGED'
  | 'EXCLUSIVE_VALUES'
  | 'ONE_SOURCE'
  | 'TWINS'
  | 'RELATIVES'
  | 'OTHER_TYPE'
  | 'NO_COMMON_KEY'
  | 'TOO_WEAK'
  | 'TOO_WEAK_TOGETHER'
  | 'TIED'
  | 'NOT_RUN';

/** A reason with the bits that are missing, where that is the reason. */
export interface WhyNot {
  readonly code: WhyNotCode;
  readonly bits: number | null;
}

/** Weights are rounded. */
const SLACK = 0.001;

/**
 * What forbids that two things are one, by all of their mentions: a run holds clusters to each other, so that what one
 * mention bears forbids it to all that are one with it. Pure.
 */
export function findVetoes(
  ours: readonly IdentityMention[],
  theirs: readonly IdentityMention[],
  onceIn: OnceRoles,
): readonly WhyNot[] {
  const mentions = [...ours, ...theirs].map(({ state }) => toEngineMention(state, onceIn));
  const sideOf = (place: number): number => (place < ours.length ? 0 : 1);
  const veto = new ConstraintState(constraintsOf(mentions), sideOf).findVeto(0, 1);
  if (veto?.is === 'exclusive-values')
    return [{ code: veto.name === TYPE ? 'OTHER_TYPE' : 'EXCLUSIVE_VALUES', bits: null }];
  return veto?.is === 'one-source' ? [{ code: 'ONE_SOURCE', bits: null }] : [];
}

/** Two names of two people, or what two of one household share: the scorer gives such a pair less than its parts add up to. */
export function findKin({ prior, parts, relatives, bits }: PairScore): readonly WhyNot[] {
  const sum = parts.reduce((total, { weight, frequency }) => total + weight + frequency, prior);
  const most = Math.min(sum, relatives ?? sum);
  if (most - bits > SLACK) return [{ code: 'TWINS', bits: null }];
  return sum - most > SLACK && bits < DEFAULT_CLUSTERING.stop ? [{ code: 'RELATIVES', bits: null }] : [];
}

/** How far two mentions, or all pairs of mentions between the two things, are from being alike enough. */
export function findWeakness(bits: number, averageBits: number): readonly WhyNot[] {
  const { stop } = DEFAULT_CLUSTERING;
  if (bits < stop) return [{ code: 'TOO_WEAK', bits: stop - bits }];
  return averageBits < stop ? [{ code: 'TOO_WEAK_TOGETHER', bits: stop - averageBits }] : [];
}
