import type { EntityId, MentionId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { findScheme } from '../standardise/schemes.ts';
import type { IdentityMention } from './identity-claim.ts';
import { type JudgedNodes, type JudgedPair, NOTHING_JUDGED } from './judgements/judgement-reader.ts';
import { groupNames, mayBeOneName } from './name-sound.ts';
import { UnionFind } from './union-find.ts';

/** What the graph knows of one identifier. */
export interface IdentifierState {
  /** Different names met under it, at most one more than `MOST_NAMES`: then it proves nothing, being shared or stolen. */
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

/** That mentions, or entities that take part as a whole, are one. */
export type Join = JudgedPair;

export interface Conflict {
  readonly key: string;
  readonly scheme: string;
  /** The mentions, or entities that take part as a whole, that it would have joined. */
  readonly between: JudgedPair;
}

export interface Clustering {
  readonly components: readonly Component[];
  /** Joins that an identifier asked for and another identifier forbade. */
  readonly conflicts: readonly Conflict[];
}

interface Node {
  readonly kind: EntityKind;
  readonly held: Held;
}

/**
 * Values per scheme of which a thing has one for good: two different ones are two things. Several where a person
 * judged that they stand for one thing all the same.
 */
type Held = ReadonlyMap<string, ReadonlySet<string>>;

interface Holding {
  readonly node: number;
  readonly forGood: boolean;
  readonly from: string;
  readonly to: string;
}

/**
 * Joins mentions and entities that share an identifier: of one kind, not blocked, over overlapping periods where the
 * identifier is given again, and never against another identifier that each holds for good. What a person judged goes
 * before all of that. People of `weighed` kinds whose name is not the one that most say under a number are not joined by
 * it: many a record gives the number of a spouse, and there is more to tell by. Pure; the result does not depend on the
 * order of its input.
 */
export function cluster(
  mentions: readonly IdentityMention[],
  identifiers: ReadonlyMap<string, IdentifierState>,
  entities: ReadonlyMap<EntityId, EntityState>,
  whole: ReadonlySet<EntityId>,
  {
    joins = [],
    judged = NOTHING_JUDGED,
    weighed = new Set(),
  }: {
    readonly joins?: readonly Join[];
    readonly judged?: JudgedNodes | undefined;
    /** Kinds of which more than identifiers decides. */
    readonly weighed?: ReadonlySet<EntityKind>;
  } = {},
): Clustering {
  const ordered = [...mentions].sort((left, right) => (left.id < right.id ? -1 : 1));
  const wholes = [...whole].sort();
  const nodes = toNodes(ordered, wholes, entities);
  const names: readonly (MentionId | EntityId)[] = [...ordered.map(({ id }) => id), ...wholes];
  const nameOf = (node: number): MentionId | EntityId => {
    const name = names[node];
    if (name === undefined) throw new RangeError('A node has no name');
    return name;
  };
  const places = new Map<string, number>(names.map((id, at) => [id, at]));
  const placesOf = (pairs: readonly JudgedPair[]): readonly (readonly [number, number])[] =>
    pairs.flatMap(([one, other]) => {
      const [left, right] = [places.get(one), places.get(other)];
      return left === undefined || right === undefined ? [] : [[left, right] as const];
    });
  const sets = new NodeSets(nodes, placesOf(judged.same), placesOf(judged.different));
  const conflicts = new Map<string, Conflict>();
  const holdings = collectHoldings(ordered, wholes, identifiers);
  for (const key of [...holdings.keys()].sort())
    joinHoldings(
      ofMainName(holdings.get(key) ?? [], ordered, weighed, identifiers.get(key)),
      (left, right) => {
        const refused = sets.join(left, right, true);
        if (refused === null) return true;
        if (typeof refused === 'object')
          conflicts.set(`${key} ${refused.contested}`, {
            ...{ key, scheme: refused.contested },
            between: [nameOf(left), nameOf(right)],
          });
        return false;
      },
    );
  // What was decided by more than an identifier has weighed those already, between mentions.
  for (const [left, right] of placesOf(joins))
    sets.join(left, right, Math.max(left, right) >= ordered.length);
  return { components: collectComponents(ordered, wholes, sets), conflicts: [...conflicts.values()] };
}

function toNodes(
  mentions: readonly IdentityMention[],
  wholes: readonly EntityId[],
  entities: ReadonlyMap<EntityId, EntityState>,
): readonly Node[] {
  return [
    ...mentions.map((mention) => ({
      kind: mention.kind,
      held: heldForGood(mention.claims.map(({ key }) => key)),
    })),
    ...wholes.map((id) => {
      const state = entities.get(id);
      if (state === undefined) throw new Error('An entity takes part whose state was not read');
      return { kind: state.kind, held: heldForGood(state.keys) };
    }),
  ];
}

/** Why two sets were not joined: of two kinds, judged to be two, or each with another identifier for good. */
type Refusal = 'kind' | 'judged' | { readonly contested: string };

/** Sets of nodes that are one thing, with what they hold and what they were judged apart from. */
class NodeSets {
  readonly #nodes: readonly Node[];
  readonly #sets: UnionFind;
  readonly #held = new Map<number, Held>();
  readonly #apart = new Map<number, Set<number>>();

  constructor(
    nodes: readonly Node[],
    same: readonly (readonly [number, number])[],
    different: readonly (readonly [number, number])[],
  ) {
    this.#nodes = nodes;
    this.#sets = new UnionFind(nodes.length);
    for (const [left, right] of same) this.join(left, right, false);
    for (const [left, right] of different) {
      const [a, b] = [this.find(left), this.find(right)];
      this.#apartFrom(a).add(b);
      this.#apartFrom(b).add(a);
    }
  }

  find(node: number): number {
    return this.#sets.find(node);
  }

  /** Null where they are one from now on. */
  join(left: number, right: number, heedsIdentifiers: boolean): Refusal | null {
    const [a, b] = [this.find(left), this.find(right)];
    if (a === b) return null;
    if (this.#nodes[a]?.kind !== this.#nodes[b]?.kind) return 'kind';
    if (this.#apart.get(a)?.has(b) === true) return 'judged';
    const [heldA, heldB] = [this.#heldBy(a), this.#heldBy(b)];
    const contested = heedsIdentifiers ? findContested(heldA, heldB) : undefined;
    if (contested !== undefined) return { contested };
    const root = this.#sets.join(a, b);
    this.#held.set(root, uniteHeld(heldA, heldB));
    this.#moveApart(a === root ? b : a, root);
    return null;
  }

  #heldBy(root: number): Held {
    return this.#held.get(root) ?? this.#nodes[root]?.held ?? new Map();
  }

  #apartFrom(root: number): Set<number> {
    const known = this.#apart.get(root) ?? new Set<number>();
    this.#apart.set(root, known);
    return known;
  }

  #moveApart(gone: number, root: number): void {
    for (const other of this.#apart.get(gone) ?? []) {
      this.#apartFrom(root).add(other);
      this.#apartFrom(other).add(root).delete(gone);
    }
    this.#apart.delete(gone);
  }
}

function findContested(one: Held, other: Held): string | undefined {
  for (const [scheme, values] of other) {
    const ours = one.get(scheme);
    if (ours !== undefined && ![...values].some((value) => ours.has(value))) return scheme;
  }
  return undefined;
}

function uniteHeld(one: Held, other: Held): Held {
  if (other.size === 0) return one;
  const united = new Map(one);
  for (const [scheme, values] of other)
    united.set(scheme, new Set([...(united.get(scheme) ?? []), ...values]));
  return united;
}

function heldForGood(keys: readonly string[]): Held {
  const held = new Map<string, Set<string>>();
  for (const key of keys) {
    const { scheme, value } = splitKey(key);
    if (findScheme(scheme)?.exclusive === true) held.set(scheme, (held.get(scheme) ?? new Set()).add(value));
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

/** Whether a number joins only what is named alike: people of whom more than numbers decides. */
export function heedsNames(kind: EntityKind, weighed: ReadonlySet<EntityKind>): boolean {
  return kind === 'Person' && weighed.has(kind);
}

/** Leaves out the people who are named otherwise than most, and all with a name where no name has most. */
function ofMainName(
  holdings: readonly Holding[],
  mentions: readonly IdentityMention[],
  weighed: ReadonlySet<EntityKind>,
  known: IdentifierState | undefined,
): readonly Holding[] {
  const nameOf = ({ node }: Holding): string | null => {
    const mention = mentions[node];
    return mention !== undefined && heedsNames(mention.kind, weighed) ? mention.nameKey : null;
  };
  // An entity that takes part whole has no name here: the number's first one is its, and who differs is left to weights.
  const [whole] = holdings.some(({ node }) => mentions[node] === undefined) ? (known?.names ?? []) : [];
  if (whole !== undefined)
    return holdings.filter((holding) => {
      const name = nameOf(holding);
      return name === null || mayBeOneName(whole, name);
    });
  const names = groupNames(holdings.flatMap((holding) => nameOf(holding) ?? []));
  const [first, second] = names;
  if (first === undefined || second === undefined) return holdings;
  return holdings.filter((holding) => {
    const name = nameOf(holding);
    return name === null || (first.count > second.count && mayBeOneName(first.sound, name));
  });
}

/** Joins what holds one identifier; what may not be one with those before it may be one with those after it. */
function joinHoldings(holdings: readonly Holding[], join: (left: number, right: number) => boolean): void {
  const sorted = [...holdings].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.node - b.node));
  let reaches: Holding[] = [];
  for (const holding of sorted) {
    reaches = reaches.filter(
      (reach) => holding.forGood || holding.from < reach.to || holding.from === reach.from,
    );
    const at = reaches.findIndex((reach) => join(reach.node, holding.node));
    if (at < 0) reaches.push(holding);
    else if (holding.to > (reaches[at]?.to ?? '')) reaches[at] = holding;
  }
}

function collectComponents(
  mentions: readonly IdentityMention[],
  wholes: readonly EntityId[],
  sets: NodeSets,
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
