import type { MentionId } from '../../ids.ts';
import type { Clustering } from '../engine/clustering/cluster-pairs.ts';
import type { Constraints } from '../engine/clustering/constraints.ts';
import { constraintsOf, TYPE } from '../engine/clustering/constraints-of.ts';
import { decideClusters } from '../engine/clustering/decide-clusters.ts';
import { findName, type IdentityMention } from '../identity-claim.ts';
import { type OnceRoles, toEngineMention } from './resolvable.ts';

/** An entity that the machine will not decide about: a person should look. */
export interface Attention {
  readonly reason: 'exclusive-values' | 'judged-different' | 'one-source' | 'over-full' | 'weak-bridge';
  readonly mentions: readonly MentionId[];
  /** Average weight between the two, where two were weighed against each other; of two that may not be one, of the pairs that were scored. */
  readonly bits: number | null;
}

/** Pairs that go before any weight: what identifiers and people say. */
export interface Rules {
  /** Datasets of which no two records are one entity, with the role of that entity. */
  readonly onceIn: OnceRoles;
  /** Mentions that identifiers hold together, or a person. */
  readonly together: readonly (readonly MentionId[])[];
  /** Pairs that a person judged to be two. */
  readonly different: readonly (readonly [MentionId, MentionId])[];
}

export interface GroupDecision {
  /** Mentions of one entity: chains of pairs that hold each group together. */
  readonly joins: readonly (readonly [MentionId, MentionId])[];
  readonly attention: readonly Attention[];
}

/**
 * Which mentions of one kind are one entity, given their clusters under what identifiers, people and contracts say, and
 * what a person should look at. Mentions are in the order of their ids. Pure.
 */
export function decideGroups(
  mentions: readonly IdentityMention[],
  clustering: Clustering,
  constraints: Constraints,
): GroupDecision {
  const { clusters, overfull } = decideClusters(clustering, constraints, {
    nameOf: (place) => findName(mentions[place]?.state.attributes ?? []),
    priorOf: (place) => mentions[place]?.prior ?? null,
  });
  const rootOf = (place: number): number => clusters[place] ?? place;
  const groups = new Map<number, number[]>();
  mentions.forEach((_, place) => {
    const group = groups.get(rootOf(place)) ?? [];
    groups.set(rootOf(place), group);
    group.push(place);
  });
  const idsOf = (places: readonly number[]): readonly MentionId[] =>
    places.flatMap((place) => mentions[place]?.id ?? []);
  const membersOf = (root: number): readonly MentionId[] => idsOf(groups.get(rootOf(root)) ?? [root]);
  // That events of two types are two is nothing that a person has to decide.
  const attention = clustering.vetoed.flatMap(({ left, right, bits, veto }): Attention[] => {
    if (veto.is === 'exclusive-values' && veto.name === TYPE) return [];
    const mentions = [...membersOf(left).slice(0, 1), ...membersOf(right).slice(0, 1)];
    return [{ reason: veto.is, bits, mentions }];
  });
  const joins = constraints.same.map(([left, right]) => idsOf([left, right]));
  for (const group of groups.values()) {
    group.slice(1).forEach((place, at) => {
      joins.push(idsOf([group[at] ?? place, place]));
    });
  }
  for (const group of overfull) attention.push({ reason: 'over-full', mentions: idsOf(group), bits: null });
  for (const { left, right, bits } of clustering.proposals)
    if (rootOf(left) !== rootOf(right))
      attention.push({
        reason: 'weak-bridge',
        bits,
        mentions: [...membersOf(left).slice(0, 1), ...membersOf(right).slice(0, 1)],
      });
  return {
    joins: joins.flatMap(([left, right]) =>
      left === undefined || right === undefined ? [] : [[left, right] as const],
    ),
    attention,
  };
}

/** What the mentions themselves and the rules demand and forbid. */
export function toConstraints(mentions: readonly IdentityMention[], rules: Rules): Constraints {
  const places = new Map(mentions.map(({ id }, place) => [id, place]));
  const toPair = (left: MentionId, right: MentionId): readonly (readonly [number, number])[] => {
    const [a, b] = [places.get(left), places.get(right)];
    return a === undefined || b === undefined ? [] : [[a, b]];
  };
  const different = rules.different.flatMap(([left, right]) => toPair(left, right));
  return {
    ...constraintsOf(mentions.map(({ state }) => toEngineMention(state, rules.onceIn))),
    same: rules.together.flatMap((group) => group.slice(1).flatMap((id, at) => toPair(group[at] ?? id, id))),
    different,
  };
}
