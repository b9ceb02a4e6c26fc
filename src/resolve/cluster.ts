import type { EntityId, MentionId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { findScheme } from '../standardise/schemes.ts';
import type { IdentityMention } from './identity-claim.ts';
import { UnionFind } from './union-find.ts';

/** An identifier that stands for more different names than this proves nothing (a shared or stolen number). */
export const MOST_NAMES = 4;

/** What the graph knows of one identifier. */
export interface IdentifierState {
  /** Different names met under it, at most one more than {@link MOST_NAMES}. */
  readonly names: readonly string[];
  readonly blocked: boolean;
  readonly holders: readonly { readonly entity: EntityId; readonly from: string; readonly to: string }[];
}

/** What the graph knows of one entity that takes part as a whole. */
export interface EntityState {
  readonly kind: EntityKind;
  readonly evidence: number;
  readonly recordedFrom: string;
  readonly alive: boolean;
  readonly keys: readonly string[];
}

/** Mentions and whole entities that belong together. */
export interface Component {
  readonly mentions: readonly IdentityMention[];
  readonly entities: readonly EntityId[];
}

/** That a mention is one with another, or with an entity that takes part as a whole. */
export type Join = readonly [MentionId, MentionId | EntityId];

export interface Clustering {
  readonly components: readonly Component[];
  /** Joins that an identifier asked for and another identifier forbade. */
  readonly conflicts: readonly { readonly key: string; readonly scheme: string }[];
}

interface Node {
  readonly kind: EntityKind;
  /** Value per scheme of which a thing has one for good: two different ones are two things. */
  readonly held: ReadonlyMap<string, string>;
}

interface Holding {
  readonly node: number;
  readonly forGood: boolean;
  readonly from: string;
  readonly to: string;
}

/**
 * Joins mentions and entities that share an identifier: of one kind, not blocked, over overlapping periods where the
 * identifier is given again, and never against another identifier that each holds for good. Pure; the result does
 * not depend on the order of its input.
 */
export function cluster(
  mentions: readonly IdentityMention[],
  identifiers: ReadonlyMap<string, IdentifierState>,
  entities: ReadonlyMap<EntityId, EntityState>,
  whole: ReadonlySet<EntityId>,
  joins: readonly Join[] = [],
): Clustering {
  const ordered = [...mentions].sort((left, right) => (left.id < right.id ? -1 : 1));
  const wholes = [...whole].sort();
  const nodes: Node[] = [
    ...ordered.map((mention) => ({
      kind: mention.kind,
      held: heldForGood(mention.claims.map(({ key }) => key)),
    })),
    ...wholes.map((id) => {
      const state = entities.get(id);
      if (state === undefined) throw new Error('An entity takes part whose state was not read');
      return { kind: state.kind, held: heldForGood(state.keys) };
    }),
  ];
  const sets = new UnionFind(nodes.length);
  const heldBySet = new Map<number, Map<string, string>>();
  const conflicts: { key: string; scheme: string }[] = [];
  const join = (left: number, right: number, key: string | null): void => {
    const [a, b] = [sets.find(left), sets.find(right)];
    if (a === b || nodes[a]?.kind !== nodes[b]?.kind) return;
    const heldA = heldBySet.get(a) ?? nodes[a]?.held ?? new Map<string, string>();
    const heldB = heldBySet.get(b) ?? nodes[b]?.held ?? new Map<string, string>();
    const contested = [...heldB].find(([scheme, value]) => heldA.has(scheme) && heldA.get(scheme) !== value);
    // What was decided by more than an identifier has weighed that already, between mentions.
    if (contested !== undefined && (key !== null || Math.max(left, right) >= ordered.length)) {
      if (key !== null) conflicts.push({ key, scheme: contested[0] });
      return;
    }
    heldBySet.set(sets.join(a, b), new Map([...heldA, ...heldB]));
  };
  const holdings = collectHoldings(ordered, wholes, identifiers);
  for (const key of [...holdings.keys()].sort()) joinHoldings(holdings.get(key) ?? [], key, join);
  if (joins.length > 0) {
    const places = new Map<string, number>(
      [...ordered.map(({ id }) => id), ...wholes].map((id, at) => [id, at]),
    );
    for (const [one, other] of joins) {
      const [left, right] = [places.get(one), places.get(other)];
      if (left !== undefined && right !== undefined) join(left, right, null);
    }
  }
  return { components: collectComponents(ordered, wholes, sets), conflicts };
}

function heldForGood(keys: readonly string[]): ReadonlyMap<string, string> {
  const held = new Map<string, string>();
  for (const key of keys) {
    const { scheme, value } = splitKey(key);
    if (findScheme(scheme)?.exclusive === true) held.set(scheme, value);
  }
  return held;
}

function splitKey(key: string): { readonly scheme: string; readonly value: string } {
  const colon = key.indexOf(':');
  return { scheme: key.slice(0, colon), value: key.slice(colon + 1) };
}

function isForGood(key: string): boolean {
  return findScheme(splitKey(key).scheme)?.identifies === 'for-good';
}

function collectHoldings(
  mentions: readonly IdentityMention[],
  wholes: readonly EntityId[],
  identifiers: ReadonlyMap<string, IdentifierState>,
): ReadonlyMap<string, readonly Holding[]> {
  const holdings = new Map<string, Holding[]>();
  const add = (key: string, holding: Holding): void => {
    const known = holdings.get(key);
    if (known === undefined) holdings.set(key, [holding]);
    else known.push(holding);
  };
  mentions.forEach((mention, node) => {
    for (const { key, identifies, from, to } of mention.claims) {
      if (identifiers.get(key)?.blocked === true) continue;
      add(key, { node, forGood: identifies === 'for-good', from, to });
    }
  });
  const nodeOf = new Map(wholes.map((id, index) => [id, mentions.length + index]));
  for (const [key, state] of identifiers) {
    if (state.blocked) continue;
    for (const { entity, from, to } of state.holders) {
      const node = nodeOf.get(entity);
      if (node !== undefined) add(key, { node, forGood: isForGood(key), from, to });
    }
  }
  return holdings;
}

function joinHoldings(
  holdings: readonly Holding[],
  key: string,
  join: (left: number, right: number, key: string) => void,
): void {
  const sorted = [...holdings].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.node - b.node));
  let reach: Holding | undefined;
  for (const holding of sorted) {
    if (reach === undefined) {
      reach = holding;
      continue;
    }
    const together = holding.forGood || holding.from < reach.to || holding.from === reach.from;
    if (together) join(reach.node, holding.node, key);
    if (!together || holding.to > reach.to) reach = holding;
  }
}

function collectComponents(
  mentions: readonly IdentityMention[],
  wholes: readonly EntityId[],
  sets: UnionFind,
): readonly Component[] {
  const found = new Map<number, { mentions: IdentityMention[]; entities: EntityId[] }>();
  const at = (node: number): { mentions: IdentityMention[]; entities: EntityId[] } => {
    const root = sets.find(node);
    const known = found.get(root);
    if (known !== undefined) return known;
    const created = { mentions: [], entities: [] };
    found.set(root, created);
    return created;
  };
  for (const [node, mention] of mentions.entries()) at(node).mentions.push(mention);
  for (const [index, entity] of wholes.entries()) at(mentions.length + index).entities.push(entity);
  return [...found.values()];
}
