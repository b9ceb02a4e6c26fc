import type { EntityId, MentionId } from '../../ids.ts';
import { MOST_NAMES } from '../cluster.ts';
import { type Clustering, DEFAULT_CLUSTERING } from '../engine/clustering/cluster-pairs.ts';
import { ConstraintState, type Constraints } from '../engine/clustering/constraints.ts';
import { constraintsOf, TYPE } from '../engine/clustering/constraints-of.ts';
import type { IdentityMention } from '../identity-claim.ts';
import { mayBeOneName } from '../name-sound.ts';
import { toEngineMention } from './resolvable.ts';

/** An entity that the machine will not decide about: a person should look. */
export interface Attention {
  readonly reason: 'exclusive-values' | 'judged-different' | 'one-source' | 'over-full' | 'weak-bridge';
  readonly mentions: readonly MentionId[];
  /** Average weight between the two, where two were weighed against each other. */
  readonly bits: number | null;
}

/** Pairs that go before any weight: what identifiers and people say. */
export interface Rules {
  /** Datasets of which no two records are one entity. */
  readonly onceIn: ReadonlySet<string>;
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

/** How much lower than joining the average weight may fall before what is one entity already is broken up, in bits. */
const HYSTERESIS = 0.5;

/**
 * Which mentions of one kind are one entity, given their clusters under what identifiers, people and contracts say; an
 * entity that stands is broken up later than it would be joined. Whatever bears too many
 * really different names is not joined but reported. Mentions are in the order of their ids. Pure.
 */
export function decideGroups(
  mentions: readonly IdentityMention[],
  { clusters, proposals, vetoed }: Clustering,
  constraints: Constraints,
): GroupDecision {
  const rootOf = keepStanding(mentions, clusters, proposals, constraints);
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
  const attention: Attention[] = vetoed
    .filter(({ veto }) => !(veto.is === 'exclusive-values' && veto.name === TYPE))
    .map(({ left, right, bits, veto }) => ({
      reason: veto.is,
      bits,
      mentions: [...membersOf(left).slice(0, 1), ...membersOf(right).slice(0, 1)],
    }));
  const joins = constraints.same.map(([left, right]) => idsOf([left, right]));
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    if (isOverfull(group.flatMap((place) => mentions[place] ?? []))) {
      attention.push({ reason: 'over-full', mentions: idsOf(group), bits: null });
      continue;
    }
    group.slice(1).forEach((place, at) => {
      joins.push(idsOf([group[at] ?? place, place]));
    });
  }
  for (const { left, right, bits } of proposals)
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

/** Joins again what is one entity today and hardly less alike than what would be joined anew. */
function keepStanding(
  mentions: readonly IdentityMention[],
  clusters: Int32Array,
  proposals: Clustering['proposals'],
  constraints: Constraints,
): (place: number) => number {
  const priors = new Map<number, Set<EntityId>>();
  mentions.forEach(({ prior }, place) => {
    const root = clusters[place] ?? place;
    if (prior !== null) priors.set(root, (priors.get(root) ?? new Set()).add(prior));
  });
  const state = new ConstraintState(constraints, (place) => clusters[place] ?? place);
  const parent = new Map<number, number>();
  const rootOf = (cluster: number): number => {
    let at = cluster;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  const strongest = [...proposals].sort((a, b) => b.bits - a.bits || a.left - b.left || a.right - b.right);
  for (const { left, right, bits } of strongest) {
    if (bits < DEFAULT_CLUSTERING.stop - HYSTERESIS) break;
    const standing = [...(priors.get(left) ?? [])].some((entity) => priors.get(right)?.has(entity) === true);
    const [a, b] = [rootOf(left), rootOf(right)].sort((x, y) => x - y);
    if (!standing || a === undefined || b === undefined || a === b || state.findVeto(a, b) !== null) continue;
    state.join(a, b);
    parent.set(b, a);
  }
  return (place) => rootOf(clusters[place] ?? place);
}

function isOverfull(mentions: readonly IdentityMention[]): boolean {
  const names: string[] = [];
  for (const { nameKey } of mentions) {
    if (nameKey === null || nameKey === '' || names.some((name) => mayBeOneName(name, nameKey))) continue;
    names.push(nameKey);
    if (names.length > MOST_NAMES) return true;
  }
  return false;
}
